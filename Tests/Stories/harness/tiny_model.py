"""Writes a small llama with random weights: nonsense, but streamed by a real model server.

Every row has a constant first dimension, against which the output rows of control and byte tokens point away:
so the nonsense is made of words, and never ends by itself.
"""

import sys

import gguf
import numpy

WIDTH, LAYERS, HEADS, FORWARD, CONTEXT = 256, 4, 4, 512, 8192
WORDS = ["swift", "wing", "martlet", "never", "lands", "cloud", "roof", "summer", "flies", "over", "the", "and", "tower",
         "nest", "feather", "evening"]
CONSTANT = 4.0


def vocabulary():
    """→ tokens, types: specials, the 256 bytes, then words."""
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] + ["▁" + word for word in WORDS]
    kinds = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.BYTE] * 256
    return tokens, kinds + [gguf.TokenType.NORMAL] * len(WORDS)


def write(path):
    writer = gguf.GGUFWriter(path, "llama")
    tokens, kinds = vocabulary()
    describe(writer, tokens, kinds)
    for name, values in weights(len(tokens)):
        writer.add_tensor(name, values.astype(numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def describe(writer, tokens, kinds):
    writer.add_name("nonsense")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)


def weights(tokens):
    random = numpy.random.default_rng(1)

    def matrix(rows, columns):
        return random.normal(0, 0.05, (rows, columns))

    embedding, output = matrix(tokens, WIDTH), matrix(tokens, WIDTH)
    embedding[:, 0] = CONSTANT
    output[:-len(WORDS), 0] = -CONSTANT
    yield "token_embd.weight", embedding
    yield "output_norm.weight", numpy.ones(WIDTH)
    yield "output.weight", output
    for layer in range(LAYERS):
        for name in ("attn_norm", "ffn_norm"):
            yield f"blk.{layer}.{name}.weight", numpy.ones(WIDTH)
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            yield f"blk.{layer}.{name}.weight", matrix(WIDTH, WIDTH)
        for name, rows, columns in (("gate", FORWARD, WIDTH), ("up", FORWARD, WIDTH), ("down", WIDTH, FORWARD)):
            yield f"blk.{layer}.ffn_{name}.weight", matrix(rows, columns)


if __name__ == "__main__":
    write(sys.argv[1])
