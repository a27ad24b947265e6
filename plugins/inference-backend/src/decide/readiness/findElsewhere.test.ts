import { recordedServer } from './__testUtils__/plainFacts';
import { prepareElsewhere } from './findElsewhere';

const west = recordedServer();
const east = recordedServer({
  id: 'e1',
  cluster: 'us-east',
  name: 'chat-east',
});
const unknownModel = recordedServer({
  id: 'u1',
  cluster: 'us-east',
  model: { ...west.model, id: null },
});

describe('prepareElsewhere', () => {
  it('finds the same model on another cluster', () => {
    const findElsewhere = prepareElsewhere([west, east]);
    expect(findElsewhere(west)).toEqual([
      { cluster: 'us-east', name: 'chat-east' },
    ]);
    expect(findElsewhere(east)).toEqual([
      { cluster: 'eu-west', name: 'support-chat' },
    ]);
  });

  it('does not count a server that serves nobody', () => {
    const stopped = { ...east, state: 'scaled-to-zero' as const };
    expect(prepareElsewhere([west, stopped])(west)).toEqual([]);
  });

  it('knows a registered model by its registration', () => {
    const registration = {
      namespace: 'support',
      name: 'chat',
      version: '3',
      reason: '',
      confidence: 'certain',
    } as unknown as typeof west.registration;
    const elsewhere = prepareElsewhere([{ ...unknownModel, registration }]);
    expect(elsewhere({ ...west, registration })).toEqual([
      { cluster: 'us-east', name: 'support-chat' },
    ]);
  });

  it('says nothing of a server of which the model is not known', () => {
    expect(prepareElsewhere([west])(unknownModel)).toBeNull();
  });
});
