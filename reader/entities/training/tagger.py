"""The network: the lower layers of the encoder, with a row of tags for each piece. Word vectors stay as they are."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional

from reader.entities.training.export import TOKENS
from reader.entities.training.labels import TAGS
from reader.entities.training.weights import Encoder

_PARTS = (("q", "k", "v"), ("ao",), ("fi",), ("fo",))


class Layer(nn.Module):
    """One layer of the encoder: attention, then a widened step, each added to its input and normalised."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.drop = drop
        self.qkv = nn.Linear(width, 3 * width)
        self.ao = nn.Linear(width, width)
        self.fi = nn.Linear(width, inner)
        self.fo = nn.Linear(inner, width)
        self.aln = nn.LayerNorm(width, epsilon)
        self.oln = nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor, seen: Tensor | None) -> Tensor:
        """Args: x [batch, tokens, width]; seen, bool [batch, 1, 1, tokens], or None where all are."""
        batch, tokens, width = x.shape
        parts = self.qkv(x).view(batch, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        drop = self.drop if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=seen)
        mixed = self.ao(mixed.transpose(1, 2).reshape(batch, tokens, width))
        x = self.aln(x + functional.dropout(mixed, drop))
        wide = self.fo(functional.gelu(self.fi(x)))
        normal: Tensor = self.oln(x + functional.dropout(wide, drop))
        return normal


class Tagger(nn.Module):
    """Word vectors in, scores of TAGS out."""

    def __init__(
        self, layers: int, width: int = 384, inner: int = 1536, heads: int = 12, drop: float = 0.1
    ) -> None:
        super().__init__()
        self.drop = drop
        self.places = nn.Embedding(TOKENS, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, heads, 1e-12, drop) for _ in range(layers))
        self.head = nn.Linear(width, len(TAGS))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """Args: vectors [batch, tokens, width]; mask [batch, tokens], 1 where a token stands. Scores come raw."""
        drop = self.drop if self.training else 0.0
        x = functional.dropout(self.norm(vectors + self.places.weight[: vectors.shape[1]]), drop)
        seen = None if bool(mask.all()) else mask.bool()[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        scores: Tensor = self.head(functional.dropout(x, drop))
        return scores


def start(encoder: Encoder, layers: int) -> Tagger:
    """A tagger whose first `layers` layers are the encoder's; its row of tags is new."""
    tagger = Tagger(layers, encoder.width, encoder.inner, encoder.heads)
    places = encoder.matrix("emb.pos") + encoder.tensor("emb.type")[: encoder.width]
    state = {
        "places.weight": torch.from_numpy(places[:TOKENS]),
        "norm.weight": torch.from_numpy(encoder.tensor("emb.ln.w")),
        "norm.bias": torch.from_numpy(encoder.tensor("emb.ln.b")),
    }
    for i in range(layers):
        for parts in _PARTS:
            name = f"layers.{i}.{'qkv' if len(parts) == 3 else parts[0]}"
            state[f"{name}.weight"] = torch.cat(
                [torch.from_numpy(encoder.matrix(f"l{i}.{p}.w")) for p in parts]
            )
            state[f"{name}.bias"] = torch.cat([torch.from_numpy(encoder.tensor(f"l{i}.{p}.b")) for p in parts])
        for norm in ("aln", "oln"):
            state[f"layers.{i}.{norm}.weight"] = torch.from_numpy(encoder.tensor(f"l{i}.{norm}.w"))
            state[f"layers.{i}.{norm}.bias"] = torch.from_numpy(encoder.tensor(f"l{i}.{norm}.b"))
    tagger.load_state_dict(state, strict=False)
    return tagger


def widest(tagger: Tagger, texts: Iterable[Tensor]) -> list[int]:
    """For each layer the channel of its widened step that is the largest in `texts`: vectors [tokens, width]."""
    peaks: list[Tensor] = [torch.zeros(layer.fo.in_features) for layer in tagger.layers]
    tagger.eval()
    for peak, layer in zip(peaks, tagger.layers, strict=True):
        layer.fo.register_forward_pre_hook(
            lambda _, read, peak=peak: peak.copy_(torch.maximum(peak, read[0].abs().flatten(0, -2).amax(0)))
        )
    with torch.no_grad():
        for vectors in texts:
            tagger(vectors[None], torch.ones(1, len(vectors), dtype=torch.int64))
    return [int(peak.argmax()) for peak in peaks]
