import type { ArchitectureFacts, WeightFormat } from './architecture';

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A positive whole number, such as a count of heads. */
function count(fields: Fields, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) {
      return value;
    }
  }
  return null;
}

/** Layers with full attention by what config.json says of their kinds; null when it says nothing. */
function fullLayers(text: Fields, layers: number | null): number | null {
  const { layer_types: types, sliding_window_pattern: pattern } = text;
  if (Array.isArray(types)) {
    return types.filter(type => type === 'full_attention').length;
  }
  if (typeof pattern === 'number' && pattern > 0 && layers !== null) {
    return Math.floor(layers / pattern);
  }
  return null;
}

function quantizationOf(config: Fields, text: Fields): WeightFormat | null {
  const quantization = config.quantization_config ?? text.quantization_config;
  if (!isFields(quantization)) return null;
  const method = String(quantization.quant_method ?? '').toLowerCase();
  if (method === 'awq' || method === 'gptq' || method === 'mxfp4') {
    return method;
  }
  if (method.includes('fp8')) return 'fp8';
  const text4 = JSON.stringify(quantization).toLowerCase();
  if (text4.includes('nvfp4')) return 'nvfp4';
  if (/"num_bits":4/.test(text4) || quantization.bits === 4) return 'gptq';
  return /"num_bits":8|fp8/.test(text4) || quantization.bits === 8
    ? 'fp8'
    : null;
}

/** Reads what plans need out of a config.json. What is missing or of another type is left out; models with images nest it under `text_config`. */
export function readConfigJson(config: Fields): ArchitectureFacts {
  const text = isFields(config.text_config) ? config.text_config : config;
  const layers = count(text, 'num_hidden_layers', 'n_layer');
  const window = count(text, 'sliding_window', 'attention_chunk_size');
  const full = fullLayers(text, layers);
  // Qwen2.5 names a window that it does not use.
  const usesWindow = text.use_sliding_window !== false && window !== null;
  const rank = count(text, 'kv_lora_rank');
  const rope = text.qk_rope_head_dim;
  return {
    layers,
    hiddenSize: count(text, 'hidden_size', 'n_embd'),
    attentionHeads: count(text, 'num_attention_heads', 'n_head'),
    kvHeads: count(text, 'num_key_value_heads'),
    headDim: count(text, 'head_dim'),
    intermediateSize: count(text, 'intermediate_size'),
    vocabSize: count(text, 'vocab_size') ?? count(config, 'vocab_size'),
    maxContext: count(text, 'max_position_embeddings', 'n_positions'),
    slidingWindow: usesWindow ? window : null,
    fullAttentionLayers: usesWindow ? full : layers,
    chunked:
      count(text, 'attention_chunk_size') !== null &&
      count(text, 'sliding_window') === null,
    mla:
      rank === null
        ? null
        : {
            kvLoraRank: rank,
            qkRopeHeadDim: typeof rope === 'number' && rope >= 0 ? rope : 0,
          },
    tiedEmbeddings:
      typeof text.tie_word_embeddings === 'boolean'
        ? text.tie_word_embeddings
        : null,
    storedAs: quantizationOf(config, text),
  };
}
