"""The encoders in torch: BERT (MiniLM, the student) and MPNet (the teacher), from safetensors.

Written out instead of taken from a library because the student's layers are exported by hand to
the operators that onnxruntime fuses (`lab.train.export`), and both must be the same mathematics.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

FEATURES = (4, 3, 3)  # values of the case, quoted and edge features


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, width: int, heads: int, inner: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = (part.view(batch, length, self.heads, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Token ids and features [batch, length] -> vectors [batch, length, width]."""

    def __init__(
        self,
        kind: str,
        layers: int,
        width: int,
        heads: int,
        inner: int,
        vocabulary: int,
        positions: int,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        eps = 1e-5 if kind == "mpnet" else 1e-12
        self.kind, self.width, self.head_count = kind, width, heads
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps)
        self.layers = nn.ModuleList(Layer(width, heads, inner, eps, dropout) for _ in range(layers))
        self.relative = nn.Embedding(32, heads) if kind == "mpnet" else None
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        """The last layer's vectors."""
        return self.states(ids, features, lengths)[-1]

    def states(self, ids: Tensor, features: Tensor, lengths: Tensor) -> list[Tensor]:
        """The vectors after each layer; `features` is [3, batch, length]; positions at or past `lengths` are
        padding.
        """
        length = ids.shape[1]
        place = torch.arange(length)
        x = self.words(ids) + self.positions(place + (2 if self.kind == "mpnet" else 0))
        for table, values in zip(self.features, features, strict=True):
            x = x + table(values)
        x = self.dropout(self.norm(x))
        bias = torch.zeros(len(ids), 1, 1, length).masked_fill((place >= lengths[:, None])[:, None, None, :], -1e4)
        if self.relative is not None:
            buckets = _buckets(place[None, :] - place[:, None])
            bias = bias + self.relative(buckets).permute(2, 0, 1)[None].detach()
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found


def _buckets(distance: Tensor, count: int = 32, reach: int = 128) -> Tensor:
    """Relative positions in buckets, near ones exactly and far ones by logarithm (T5, MPNet)."""
    n = -distance
    half = count // 2
    side = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    far = exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(reach / exact) * (half - exact)).long()
    return side + torch.where(n < exact, n, far.clamp(max=half - 1))


#: What the parts of a layer are called in the two pretrained files.
BERT_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
}
MPNET_NAMES = {
    "q": "attention.attn.q",
    "k": "attention.attn.k",
    "v": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}
COMMON_NAMES = {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}

State = dict[str, Tensor]


def load_minilm(folder: Path, layers: list[int] | None = None) -> Encoder:
    """MiniLM-L6 (Wang et al. 2020), all its layers or those named, from its safetensors."""
    w = load_file(folder / "model.safetensors")
    keep = layers if layers is not None else list(range(6))
    encoder = Encoder("bert", len(keep), 384, 12, 1536, 30522, 512)
    sentence = w["embeddings.token_type_embeddings.weight"][0]
    state = {
        "words.weight": w["embeddings.word_embeddings.weight"],
        "positions.weight": w["embeddings.position_embeddings.weight"] + sentence,
    }
    return _fill(encoder, state | _read_layers(w, keep, BERT_NAMES))


def load_mpnet(folder: Path) -> Encoder:
    """MPNet-base (Song et al. 2020) from its safetensors, its vocabulary moved to BERT's ids."""
    w = load_file(folder / "model.safetensors")
    encoder = Encoder("mpnet", 12, 768, 12, 3072, 30522, 514)
    words = w["embeddings.word_embeddings.weight"]
    # <s>, <pad>, </s>, <unk>, then BERT's vocabulary, then <mask>.
    table = words[4:30526].clone()
    table[0], table[101], table[102] = words[1], words[0], words[2]
    state = {
        "words.weight": table,
        "positions.weight": w["embeddings.position_embeddings.weight"],
        "relative.weight": w["encoder.relative_attention_bias.weight"],
    }
    return _fill(encoder, state | _read_layers(w, list(range(12)), MPNET_NAMES))


def _read_layers(w: State, keep: list[int], names: dict[str, str]) -> State:
    """The first norm and the layers `keep` of a pretrained file, under our names."""
    state = _pair(w, "norm", "embeddings.LayerNorm")
    for to, at in enumerate(keep):
        base, own = f"encoder.layer.{at}.", f"layers.{to}."
        for kind in ("weight", "bias"):
            state[own + "qkv." + kind] = torch.cat([w[f"{base}{names[part]}.{kind}"] for part in "qkv"])
        for part in ("out", "norm1", "up", "down", "norm2"):
            state |= _pair(w, own + part, base + (names | COMMON_NAMES)[part])
    return state


def _pair(w: dict[str, Tensor], own: str, other: str) -> dict[str, Tensor]:
    return {f"{own}.{kind}": w[f"{other}.{kind}"] for kind in ("weight", "bias")}


def _fill(encoder: Encoder, state: dict[str, Tensor]) -> Encoder:
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith("features") for name in missing):
        raise ValueError(f"weights do not fit: missing {missing}, unexpected {unexpected}")
    return encoder
