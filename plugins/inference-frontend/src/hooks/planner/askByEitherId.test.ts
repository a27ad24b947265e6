import { refusal } from '../../__testUtils__/refusal';
import { askByEitherId } from './askByEitherId';

const request = { model: { id: 'default/support-chat' }, tensorParallel: 2 };

describe('askByEitherId', () => {
  it('asks the hub name when the registered one is not enough', async () => {
    const unknown = await refusal(400, 'nobody knows default/support-chat');
    const ask = jest.fn(async ({ model: { id } }: typeof request) => {
      if (id === 'default/support-chat') {
        throw unknown;
      }
      return id;
    });
    await expect(askByEitherId(request, 'Qwen/Qwen3-32B', ask)).resolves.toBe(
      'Qwen/Qwen3-32B',
    );
    expect(ask).toHaveBeenLastCalledWith({
      model: { id: 'Qwen/Qwen3-32B' },
      tensorParallel: 2,
    });
  });

  it('tells the refusal of the registered name when neither is known', async () => {
    const ask = async ({ model: { id } }: typeof request) => {
      throw await refusal(400, `nobody knows ${id}`);
    };
    await expect(
      askByEitherId(request, 'Qwen/Qwen3-32B', ask),
    ).rejects.toMatchObject({
      body: { error: { message: 'nobody knows default/support-chat' } },
    });
  });

  it('asks once when the planner cannot be reached', async () => {
    const down = await refusal(503, 'Starting up');
    const ask = jest.fn(async () => {
      throw down;
    });
    await expect(askByEitherId(request, 'Qwen/Qwen3-32B', ask)).rejects.toBe(
      down,
    );
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
