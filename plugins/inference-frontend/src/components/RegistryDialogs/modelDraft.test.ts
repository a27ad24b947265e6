import { model } from '../../__fixtures__/registry/models';
import { descriptionDraft, modelChange } from './modelDraft';

const before = model({
  title: 'Qwen3 32B',
  description: 'Answers tickets.',
  homepage: null,
  tags: ['chat', 'support'],
  sourceIds: ['Qwen/Qwen3-32B'],
});

describe('modelChange', () => {
  it('has nothing when nothing was changed but blanks', () => {
    const draft = descriptionDraft(before);
    expect(modelChange(before, draft)).toBeNull();
    expect(
      modelChange(before, {
        ...draft,
        title: ' Qwen3 32B ',
        tags: 'chat,support',
      }),
    ).toBeNull();
  });

  it('has only what differs, and null for what was emptied', () => {
    expect(
      modelChange(before, {
        ...descriptionDraft(before),
        description: '',
        homepage: 'https://models.example.com/qwen3',
        tags: 'chat',
      }),
    ).toEqual({
      description: null,
      homepage: 'https://models.example.com/qwen3',
      tags: ['chat'],
    });
  });

  it('takes ids from lines and commas', () => {
    expect(
      modelChange(before, {
        ...descriptionDraft(before),
        sourceIds: 'Qwen/Qwen3-32B\n\nacme/support-chat, acme/chat',
      }),
    ).toEqual({
      sourceIds: ['Qwen/Qwen3-32B', 'acme/support-chat', 'acme/chat'],
    });
  });
});
