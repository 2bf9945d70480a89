package triptych.core.script;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Activation;
import triptych.core.ops.Affine;
import triptych.core.ops.KeyValues;
import triptych.core.ops.Ops;
import triptych.core.ops.PatchGrid;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.Weight;
import triptych.core.run.Routine;
import triptych.core.run.Values;

/**
 * Records blocks as the methods of one TorchScript program.
 *
 * <p>Every method takes a list of inputs and a list of state tensors, and returns a list of outputs and the next state,
 * so callers never look inside the state. Weights are {@linkplain #slots attributes}, each filled by a method of its
 * own.
 */
@SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library that nothing else here needs
public final class ScriptOps implements Ops<ScriptOps.Symbol> {

    // As in EagerOps: large enough to hide a score, small enough that the sum of two is finite.
    private static final String HIDDEN = "-1000000000.";

    // Rows are split into groups of so many to find their greatest elements; 32 to 256 take about the same time.
    private static final int GROUP = 64;

    private final Set<Helper> helpers = EnumSet.noneOf(Helper.class);
    private final Matrices matrices;
    private final Set<Weight> read = new LinkedHashSet<>();
    private final Set<Weight> halves = new LinkedHashSet<>();
    private final StringBuilder methods = new StringBuilder();
    private final Deque<String> path = new ArrayDeque<>();
    private int lines;
    // How many the state holds that is handed on.
    private int tensors;

    private ScriptOps(Kernel kernel) {
        matrices = new Matrices(kernel);
    }

    /** The name of a tensor in the program. */
    public record Symbol(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Records all of {@code routines}, in the order that states are handed on. */
    static ScriptOps record(List<Routine> routines, Kernel kernel) {
        ScriptOps ops = new ScriptOps(kernel);
        routines.forEach(ops::record);
        return ops;
    }

    private void record(Routine routine) {
        lines = 0;
        line(
                methods,
                "  def %s(self: __torch__.M, inputs: List[Tensor], state: List[Tensor])"
                        + " -> Tuple[List[Tensor], List[Tensor]]:",
                routine.name());
        try {
            List<Symbol> inputs = items("inputs", routine.inputs());
            List<Symbol> before = items("state", routine.start() == Routine.Start.STATE ? tensors : 0);
            Values<Symbol> after = routine.body().run(this, new Values<>(inputs, before));
            tensors = after.state().isEmpty() ? tensors : after.state().size();
            line(methods, "    return (%s, %s)", list(after.arrays()), list(after.state()));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "can't record " + routine.name() + (path.isEmpty() ? "" : ", in " + path.peek()) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private List<Symbol> items(String name, int count) {
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            symbols.add(emit(name, "%s[%d]", name, i));
        }
        return symbols;
    }

    private static String list(List<?> items) {
        return "annotate(List[Tensor], " + items + ")";
    }

    /** The attributes of the program. */
    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        read.forEach(weight -> slots.add(new Slot(attribute(weight), weight)));
        halves.forEach(table ->
                slots.add(new Slot(half(table), "Tensor", List.of(table), "weights[0]", "torch.to(matrix, 5)")));
        slots.addAll(matrices.slots());
        return slots;
    }

    /** The source of the program. */
    String program() {
        StringBuilder code = new StringBuilder();
        code.append("class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        List<Slot> slots = slots();
        slots.forEach(slot -> line(code, "  %s : %s", slot.name(), slot.type()));
        for (Slot slot : slots) {
            line(code, "  def %s(self: __torch__.M, weights: List[Tensor]) -> int:", slot.loader());
            line(code, "    matrix = %s", slot.source());
            line(code, "    self.%s = %s", slot.name(), slot.value());
            line(code, "    return 0");
        }
        helpers.forEach(helper -> code.append(helper.method()));
        return code.append(methods).toString();
    }

    private static void line(StringBuilder code, String format, Object... args) {
        code.append(format.formatted(args)).append('\n');
    }

    private static String attribute(Weight weight) {
        return weight.path().replace('.', '_');
    }

    private Symbol emit(String kind, String format, Object... args) {
        Symbol symbol = new Symbol(kind + "_" + lines++);
        line(methods, "    %s = %s", symbol, format.formatted(args));
        return symbol;
    }

    private String read(Weight weight) {
        read.add(weight);
        return "self." + attribute(weight);
    }

    @Override
    public Symbol within(String name, Supplier<Symbol> body) {
        line(methods, "    # %s", name);
        path.push(name);
        Symbol result = body.get();
        path.pop();
        return result;
    }

    @Override
    public Symbol linear(Symbol x, Weight weight, @Nullable Weight bias) {
        return emit("linear", "%s", matrices.product(x.name(), List.of(new Affine(weight, bias)), null));
    }

    @Override
    public List<Symbol> linears(Symbol x, List<Affine> maps) {
        Symbol all = emit("linears", "%s", matrices.product(x.name(), maps, null));
        List<Symbol> parts = new ArrayList<>();
        long from = 0;
        for (Affine map : maps) {
            parts.add(emit("linear", "torch.slice(%s, -1, %d, %d)", all, from, from + map.out()));
            from += map.out();
        }
        return parts;
    }

    @Override
    public Symbol activated(Symbol x, Affine map, Activation function) {
        return matrices.applies(function)
                ? emit("active", "%s", matrices.product(x.name(), List.of(map), function))
                : activate(linear(x, map.weight(), map.bias()), function);
    }

    @Override
    public Symbol embed(Symbol ids, Weight table) {
        if (!matrices.halvesTables() || table.formula() != null) {
            return emit("embedded", "torch.embedding(%s, %s)", read(table), ids);
        }
        halves.add(table);
        return emit("embedded", "torch.to(torch.embedding(self.%s, %s), 6)", half(table), ids);
    }

    private static String half(Weight table) {
        return attribute(table) + "_half";
    }

    @Override
    public Symbol layerNorm(Symbol x, Weight weight, Weight bias, double epsilon) {
        String width = sizes(weight.shape());
        return emit("norm", "torch.layer_norm(%s, %s, %s, %s, %s)", x, width, read(weight), read(bias), epsilon);
    }

    @Override
    public Symbol rmsNorm(Symbol x, Weight weight, double epsilon) {
        return emit("norm", "torch.rms_norm(%s, %s, %s, %s)", x, sizes(weight.shape()), read(weight), epsilon);
    }

    @Override
    public Symbol patches(Symbol pixels, Weight kernel, @Nullable Weight bias) {
        return emit(
                "patches",
                "torch.transpose(torch.flatten(torch.conv2d(%s, %s, %s, %s), 2), 1, 2)",
                pixels,
                read(kernel),
                bias == null ? "None" : read(bias),
                sizes(kernel.shape().slice(2)));
    }

    private static String sizes(Shape shape) {
        List<Long> sizes = new ArrayList<>();
        for (long size : shape.getShape()) {
            sizes.add(size);
        }
        return sizes.toString();
    }

    @Override
    public Symbol value(Weight weight) {
        return new Symbol(read(weight));
    }

    @Override
    public Symbol prepend(Weight token, Symbol x) {
        String each = "torch.expand(%s, [torch.size(%s, 0), 1, -1])".formatted(read(token), x);
        return emit("prepended", "torch.cat([%s, %s], 1)", each, x);
    }

    @Override
    public Symbol patchPositions(Weight table, int specials, PatchGrid trained, Symbol pixels) {
        String positions = read(table);
        String grid = "torch.unflatten(torch.slice(%s, 0, %d), 0, [%d, %d])"
                .formatted(positions, specials, trained.rows(), trained.columns());
        String size = "[torch.floordiv(torch.size(%s, 2), %d), torch.floordiv(torch.size(%s, 3), %d)]"
                .formatted(pixels, trained.patchSize(), pixels, trained.patchSize());
        // The filter leaves a grid of the same size as it is.
        Symbol resized = emit(
                "grid",
                "torch.upsample_bicubic2d(torch.unsqueeze(torch.permute(%s, [2, 0, 1]), 0), %s, False, None, None)",
                grid,
                size);
        return emit(
                "positions",
                "torch.cat([torch.slice(%s, 0, 0, %d), torch.transpose(torch.flatten(torch.squeeze(%s, 0), 1), 0, 1)])",
                positions,
                specials,
                resized);
    }

    @Override
    public Symbol add(Symbol x, Symbol y) {
        return emit("sum", "torch.add(%s, %s)", x, y);
    }

    @Override
    public Symbol multiply(Symbol x, Symbol y) {
        return emit("product", "torch.mul(%s, %s)", x, y);
    }

    @Override
    public Symbol scale(Symbol x, double factor) {
        return emit("scaled", "torch.mul(%s, %s)", x, factor);
    }

    @Override
    public Symbol activate(Symbol x, Activation function) {
        String call =
                switch (function) {
                    case RELU -> "torch.relu(%1$s)";
                    case GELU -> "torch.gelu(%1$s)";
                    case GELU_NEW -> "torch.gelu(%1$s, approximate=\"tanh\")";
                    case QUICK_GELU -> "torch.mul(%1$s, torch.sigmoid(torch.mul(%1$s, 1.702)))";
                    case SWISH -> "torch.silu(%1$s)";
                    case TANH -> "torch.tanh(%1$s)";
                    case SIGMOID -> "torch.sigmoid(%1$s)";
                };
        return emit("active", call, x);
    }

    @Override
    public Symbol exp(Symbol x) {
        return emit("exp", "torch.exp(%s)", x);
    }

    @Override
    public Symbol dropout(Symbol x, double rate) {
        return x;
    }

    @Override
    public Symbol splitHeads(Symbol x, int heads) {
        return emit("heads", "torch.transpose(torch.unflatten(%s, 2, [%d, -1]), 1, 2)", x, heads);
    }

    @Override
    public Symbol mergeHeads(Symbol x) {
        return emit("merged", "torch.flatten(torch.transpose(%s, 1, 2), 2)", x);
    }

    @Override
    public Symbol regroup(Symbol x, Symbol like) {
        return emit("regrouped", "torch.reshape(%s, [torch.size(%s, 0), -1, torch.size(%s, 2)])", x, like, x);
    }

    @Override
    public Symbol attend(Symbol queries, KeyValues<Symbol> seen, @Nullable Symbol bias, AttentionSpec spec) {
        return emit(
                "attended",
                "torch.scaled_dot_product_attention(%s, %s, %s, %s, 0., False, scale=%s)",
                queries,
                seen.keys(),
                seen.values(),
                bias == null ? "None" : bias,
                spec.scale());
    }

    @Override
    public Symbol recur(Symbol forget, Symbol input, Symbol state) {
        Symbol fresh = emit("fresh", "torch.sub(%s, torch.mul(%s, %s))", input, input, forget);
        Symbol states = emit("states", "annotate(List[Tensor], [])");
        Symbol last = emit("last", "%s", state);
        line(methods, "    for t in range(torch.size(%s, 1)):", input);
        String slice = "torch.slice(%s, 1, t, torch.add(t, 1))";
        line(
                methods,
                "      %s = torch.add(torch.mul(%s, %s), %s)",
                last,
                slice.formatted(forget),
                last,
                slice.formatted(fresh));
        line(methods, "      _ = torch.append(%s, %s)", states, last);
        return emit("recurred", "torch.cat(%s, 1)", states);
    }

    @Override
    public Symbol zeros(Symbol like, long... sizes) {
        StringBuilder shape = new StringBuilder("torch.size(%s, 0)".formatted(like));
        for (long size : sizes) {
            shape.append(", ").append(size);
        }
        return emit("zeros", "torch.zeros([%s], dtype=6, layout=0, device=ops.prim.device(%s))", shape, like);
    }

    @Override
    public Symbol append(Symbol cached, Symbol more) {
        helpers.add(Helper.APPEND);
        return emit("cached", "(self).append(%s, %s)", cached, more);
    }

    @Override
    public List<Symbol> reorder(List<Symbol> cached, Symbol rows) {
        helpers.add(Helper.REORDER);
        Symbol moved = emit("moved", "(self).reorder(annotate(List[Tensor], %s), %s)", cached, rows);
        return IntStream.range(0, cached.size())
                .mapToObj(i -> emit("moved", "%s[%d]", moved, i))
                .toList();
    }

    @Override
    public Symbol keep(Symbol x) {
        return x;
    }

    @Override
    public Symbol rows(Symbol x, Symbol rows) {
        return emit("rows", "torch.index_select(%s, 0, %s)", x, rows);
    }

    @Override
    public Symbol positions(Symbol ids) {
        return emit("positions", "torch.unsqueeze(%s, 0)", range("0", "torch.size(%s, 1)".formatted(ids), ids));
    }

    private static String range(String from, String to, Symbol like) {
        return "torch.arange(%s, %s, dtype=4, layout=0, device=ops.prim.device(%s))".formatted(from, to, like);
    }

    @Override
    public Symbol differs(Symbol ids, long id) {
        return emit("differs", "torch.to(torch.ne(%s, %d), 4)", ids, id);
    }

    @Override
    public Symbol count(Symbol mask) {
        return emit("count", "torch.cumsum(%s, 1)", mask);
    }

    @Override
    public Symbol count(Symbol mask, Symbol cached) {
        return emit("count", "torch.add(torch.cumsum(%s, 1), torch.size(%s, 2))", mask, cached);
    }

    @Override
    public Symbol shift(Symbol numbers, long by) {
        return emit("shifted", "torch.add(%s, %d)", numbers, by);
    }

    @Override
    public Symbol find(Symbol ids, long id) {
        return emit("found", "torch.argmax(torch.to(torch.eq(%s, %d), 4), 1)", ids, id);
    }

    @Override
    public Symbol highest(Symbol ids) {
        return emit("highest", "torch.argmax(%s, 1)", ids);
    }

    @Override
    public Symbol zerosLike(Symbol ids) {
        return emit("zeros", "torch.zeros_like(%s)", ids);
    }

    @Override
    public Symbol offsets(Symbol ids, @Nullable Symbol cached) {
        Symbol past = emit("past", "%s", cached == null ? "0" : "torch.size(%s, 2)".formatted(cached));
        Symbol all = emit("all", "torch.add(%s, torch.size(%s, 1))", past, ids);
        String keys = range("0", all.name(), ids);
        return emit("offsets", "torch.sub(%s, torch.unsqueeze(%s, 1))", keys, range(past.name(), all.name(), ids));
    }

    @Override
    public Symbol hideFuture(Symbol offsets) {
        return emit("bias", "torch.mul(torch.to(torch.gt(%s, 0), 6), %s)", offsets, HIDDEN);
    }

    @Override
    public Symbol hidePadding(Symbol mask) {
        Symbol hidden = emit("hidden", "torch.unsqueeze(torch.unsqueeze(torch.eq(%s, 0), 1), 1)", mask);
        return emit("bias", "torch.mul(torch.to(%s, 6), %s)", hidden, HIDDEN);
    }

    @Override
    public Symbol offsetBias(Symbol offsets, Weight buckets, Weight table) {
        long reach = buckets.shape().get(0) / 2;
        Symbol bucket = emit(
                "bucket",
                "torch.take(%s, torch.add(torch.clamp(%s, %d, %d), %d))",
                read(buckets),
                offsets,
                -reach,
                reach,
                reach);
        return emit(
                "bias", "torch.unsqueeze(torch.permute(torch.embedding(%s, %s), [2, 0, 1]), 0)", read(table), bucket);
    }

    @Override
    public Symbol at(Symbol x, int index) {
        return emit("at", "torch.select(%s, 1, %d)", x, index);
    }

    @Override
    public Symbol pick(Symbol x, Symbol index) {
        String each = "torch.expand(torch.unsqueeze(torch.unsqueeze(%s, 1), 2), [-1, -1, torch.size(%s, 2)])"
                .formatted(index, x);
        return emit("picked", "torch.squeeze(torch.gather(%s, 1, %s), 1)", x, each);
    }

    @Override
    public Symbol from(Symbol x, int index) {
        return emit("rest", "torch.slice(%s, 1, %d)", x, index);
    }

    @Override
    public Symbol first(Symbol x) {
        return emit("first", "torch.slice(%s, 1, 0, 1)", x);
    }

    @Override
    public Symbol last(Symbol x) {
        return emit("last", "torch.slice(%s, 1, -1)", x);
    }

    @Override
    public Symbol mean(Symbol x) {
        return emit("mean", "torch.mean(%s, [1])", x);
    }

    @Override
    public Symbol mean(Symbol x, Symbol mask) {
        Symbol counted = emit("counted", "torch.unsqueeze(torch.to(%s, 6), 2)", mask);
        Symbol count = emit("count", "torch.clamp_min(torch.sum(%s, [1]), 1e-09)", counted);
        return emit("mean", "torch.div(torch.sum(torch.mul(%s, %s), [1]), %s)", x, counted, count);
    }

    @Override
    public Symbol normalise(Symbol x) {
        Symbol length = emit("length", "torch.sqrt(torch.sum(torch.mul(%s, %s), [-1], True))", x, x);
        return emit("unit", "torch.div(%s, torch.clamp_min(%s, 1e-12))", x, length);
    }

    @Override
    public Symbol beside(Symbol x, Symbol y) {
        return emit("beside", "torch.cat([%s, %s], 1)", x, y);
    }

    @Override
    public Symbol logSoftmax(Symbol x) {
        return emit("logarithms", "torch.log_softmax(%s, -1)", x);
    }

    // torch.topk writes down and sorts the place of every element, which takes three to five times as long as this: the
    // greatest elements stand in the groups whose own greatest elements are the greatest.
    @Override
    public Greatest<Symbol> greatest(Symbol x, Symbol count) {
        Symbol wanted = emit("wanted", "int(%s)", count);
        Symbol rows = emit("rows", "torch.size(%s, 0)", x);
        Symbol size = emit("size", "torch.size(%s, 1)", x);
        Symbol groups = emit("groups", "torch.floordiv(%s, %d)", size, GROUP);
        Symbol whole = emit("whole", "torch.mul(%s, %d)", groups, GROUP);
        Symbol grouped = emit(
                "grouped", "torch.reshape(torch.slice(%s, 1, 0, %s), [%s, %s, %d])", x, whole, rows, groups, GROUP);
        Symbol best = top(
                        emit("heads", "torch.amax(%s, [2])", grouped), "ops.prim.min(%s, %s)".formatted(wanted, groups))
                .places();
        String chosen = "torch.unsqueeze(%s, 2)".formatted(best);
        Symbol values = emit(
                "values",
                "torch.cat([torch.flatten(torch.gather(%s, 1, torch.expand(%s, [-1, -1, %d])), 1),"
                        + " torch.slice(%s, 1, %s)], 1)",
                grouped,
                chosen,
                GROUP,
                x,
                whole);
        Symbol places = emit(
                "places",
                "torch.cat([torch.flatten(torch.add(torch.mul(%s, %d), %s), 1),"
                        + " torch.expand(torch.unsqueeze(%s, 0), [%s, -1])], 1)",
                chosen,
                GROUP,
                range("0", String.valueOf(GROUP), x),
                range(whole.name(), size.name(), x),
                rows);
        Greatest<Symbol> found = top(values, wanted.name());
        return new Greatest<>(found.values(), elements(places, found.places()));
    }

    private Greatest<Symbol> top(Symbol x, String count) {
        Symbol values = new Symbol("values_" + lines++);
        Symbol places = new Symbol("places_" + lines++);
        line(methods, "    %s, %s = torch.topk(%s, %s, 1, True, False)", values, places, x, count);
        return new Greatest<>(values, places);
    }

    @Override
    public Symbol elements(Symbol x, Symbol places) {
        return emit("elements", "torch.gather(%s, 1, %s)", x, places);
    }

    @Override
    public Symbol products(Symbol x, Symbol y) {
        return emit("products", "torch.matmul(%s, torch.transpose(%s, 0, 1))", x, y);
    }
}
