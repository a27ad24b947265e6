import { mergeArchitecture } from './architecture';
import { readConfigJson } from './readConfigJson';

describe('readConfigJson', () => {
  it('ignores a window that Qwen2.5 names and does not use', () => {
    expect(
      readConfigJson({
        num_hidden_layers: 28,
        hidden_size: 3584,
        num_attention_heads: 28,
        num_key_value_heads: 4,
        sliding_window: 131072,
        use_sliding_window: false,
        max_position_embeddings: 32768,
        vocab_size: 152064,
        tie_word_embeddings: false,
      }),
    ).toMatchObject({
      layers: 28,
      kvHeads: 4,
      headDim: null,
      slidingWindow: null,
      fullAttentionLayers: 28,
      maxContext: 32768,
      storedAs: null,
    });
  });

  it('counts layers by their kinds, and by a pattern, below text_config', () => {
    const types = ['sliding_attention', 'full_attention'];
    expect(
      readConfigJson({
        num_hidden_layers: 24,
        sliding_window: 128,
        layer_types: Array.from({ length: 24 }, (_, layer) => types[layer % 2]),
        quantization_config: { quant_method: 'mxfp4' },
      }),
    ).toMatchObject({
      slidingWindow: 128,
      fullAttentionLayers: 12,
      storedAs: 'mxfp4',
    });
    expect(
      readConfigJson({
        text_config: {
          num_hidden_layers: 62,
          sliding_window: 1024,
          sliding_window_pattern: 6,
        },
      }),
    ).toMatchObject({ layers: 62, fullAttentionLayers: 10 });
  });

  it('reads latent attention and blocks of fp8', () => {
    expect(
      readConfigJson({
        num_hidden_layers: 61,
        kv_lora_rank: 512,
        qk_rope_head_dim: 64,
        quantization_config: {
          quant_method: 'fp8',
          weight_block_size: [128, 128],
        },
      }),
    ).toMatchObject({
      mla: { kvLoraRank: 512, qkRopeHeadDim: 64 },
      storedAs: 'fp8',
    });
  });

  it('leaves out what is of another type', () => {
    const facts = readConfigJson({
      num_hidden_layers: '32',
      hidden_size: -1,
      vocab_size: 1.5,
      quantization_config: 'fp8',
    });
    expect(facts).toMatchObject({
      layers: null,
      hiddenSize: null,
      vocabSize: null,
      storedAs: null,
    });
    expect(mergeArchitecture([facts])).toMatchObject({ status: 'incomplete' });
  });
});
