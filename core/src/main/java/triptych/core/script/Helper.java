package triptych.core.script;

/** A method of a program that its routines call. */
enum Helper {
    /** Adds positions to a cache. It has room for more than it has, seen in its strides: a step copies only its own. */
    APPEND("""
              def append(self: __torch__.M, cached: Tensor, more: Tensor) -> Tensor:
                length = torch.size(cached, 2)
                all = torch.add(length, torch.size(more, 2))
                room = torch.floordiv(torch.stride(cached, 1), torch.size(cached, 3))
                if torch.__and__(torch.gt(length, 0), torch.le(all, room)):
                  shape = [torch.size(cached, 0), torch.size(cached, 1), all, torch.size(cached, 3)]
                  whole = torch.as_strided(cached, shape, torch.stride(cached))
                else:
                  roomy = torch.add(torch.add(all, torch.floordiv(all, 2)), 16)
                  shape = [torch.size(cached, 0), torch.size(cached, 1), roomy, torch.size(cached, 3)]
                  whole = torch.slice(torch.empty(shape, dtype=6, layout=0, device=ops.prim.device(cached)), 2, 0, all)
                  _ = torch.copy_(torch.slice(whole, 2, 0, length), cached)
                _ = torch.copy_(torch.slice(whole, 2, length, all), more)
                return whole
            """),
    /**
     * Chooses rows of caches. More than 32 MB of memory come fresh from the system each time, at five times the cost of
     * the copy; so each tensor moves to where the one before it was.
     */
    REORDER("""
              def reorder(self: __torch__.M, cached: List[Tensor], rows: Tensor) -> List[Tensor]:
                moved = annotate(List[Tensor], [])
                count = torch.size(rows, 0)
                for i in range(torch.len(cached)):
                  x = cached[i]
                  if torch.__and__(torch.gt(i, 0), torch.le(count, torch.size(x, 0))):
                    free = cached[torch.sub(i, 1)]
                  else:
                    free = torch.empty([torch.mul(count, torch.stride(x, 0))], dtype=6, layout=0, device=ops.prim.device(x))
                  shape = torch.add([count], torch.slice(torch.size(x), 1))
                  place = torch.as_strided(free, shape, torch.stride(x))
                  _ = torch.index_select(x, 0, rows, out=place)
                  _ = torch.append(moved, place)
                return moved
            """);

    private final String method;

    Helper(String method) {
        this.method = method;
    }

    /** Its TorchScript text. */
    String method() {
        return method;
    }
}
