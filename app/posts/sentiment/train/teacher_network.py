# SPDX-License-Identifier: Apache-2.0
"""multilingual-e5-small as a PyTorch network: token ids in, the means of some layers' token vectors out.

The teacher's embeddings go through it. The trap: there is no mask; all texts of one batch must
have the same number of tokens, which sorting by length gives for nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from app.posts.sentiment.train.teacher_weights import E5

_MATRICES = ("ao", "fi", "fo")
_NORMS = ("aln", "oln")


@dataclass(frozen=True, slots=True)
class Network:
    """`tensors` by name: `emb.*` and, per layer, `l0.qkv.w`, `l0.qkv.b`, `l0.ao.w` and so on."""

    tensors: dict[str, Tensor]
    layers: int
    heads: int
    epsilon: float

    def embedded(self, ids: Tensor) -> Tensor:
        """The vectors (texts, tokens, width) before the first layer of the ids (texts, tokens)."""
        places = self.tensors["emb.pos"][: ids.shape[1]] + self.tensors["emb.type"][0]
        return self._normed(functional.embedding(ids, self.tensors["emb.word"]) + places, "emb.ln")

    def layer(self, number: int, hidden: Tensor) -> Tensor:
        """One encoder layer, counted from 0."""
        name = f"l{number}"
        texts, tokens, width = hidden.shape
        split = self._linear(hidden, f"{name}.qkv").view(texts, tokens, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        # Written out: the fused attention's way back is ten times slower on a processor, in half precision.
        weight = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2)).softmax(-1)
        seen = torch.matmul(weight, value)
        seen = self._linear(seen.transpose(1, 2).reshape(texts, tokens, width), f"{name}.ao")
        hidden = self._normed(hidden + seen, f"{name}.aln")
        inner = functional.gelu(self._linear(hidden, f"{name}.fi"))
        return self._normed(hidden + self._linear(inner, f"{name}.fo"), f"{name}.oln")

    def means(self, ids: Tensor, after: Collection[int]) -> Tensor:
        """The mean over the tokens after each of the layers `after` (counted from 1), side by side."""
        hidden = self.embedded(ids)
        found = []
        for number in range(self.layers):
            hidden = self.layer(number, hidden)
            if number + 1 in after:
                found.append(hidden.mean(1, dtype=torch.float32))
        return torch.cat(found, 1)

    def _linear(self, hidden: Tensor, name: str) -> Tensor:
        return functional.linear(hidden, self.tensors[f"{name}.w"], self.tensors[f"{name}.b"])

    def _normed(self, hidden: Tensor, name: str) -> Tensor:
        weight, bias = self.tensors[f"{name}.w"], self.tensors[f"{name}.b"]
        return functional.layer_norm(hidden, hidden.shape[-1:], weight, bias, self.epsilon)


def network(e5: E5, *, kind: torch.dtype = torch.float32) -> Network:
    """The network of these weights, its tensors of this kind."""
    tensors = {name: torch.from_numpy(e5.tensors[f"emb.{name}"]) for name in ("word", "ln.w", "ln.b")}
    made = {f"emb.{name}": tensor for name, tensor in tensors.items()}
    for name in ("emb.pos", "emb.type"):
        made[name] = torch.from_numpy(e5.tensors[name])
    for number in range(e5.sizes.layers):
        layer = f"l{number}"
        for part in ("w", "b"):
            three = [torch.from_numpy(e5.tensors[f"{layer}.{which}.{part}"]) for which in "qkv"]
            made[f"{layer}.qkv.{part}"] = torch.cat(three)
            for name in (*_MATRICES, *_NORMS):
                made[f"{layer}.{name}.{part}"] = torch.from_numpy(e5.tensors[f"{layer}.{name}.{part}"])
    made = {name: tensor.to(kind) for name, tensor in made.items()}
    return Network(made, e5.sizes.layers, e5.sizes.heads, e5.sizes.epsilon)
