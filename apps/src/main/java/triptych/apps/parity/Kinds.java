package triptych.apps.parity;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of cases. */
public final class Kinds {

    private static final Map<String, Check> CHECKS = new TreeMap<>(Map.ofEntries(
            Map.entry("tokenize", new TokenizeCheck()),
            Map.entry("detokenize", new DetokenizeCheck()),
            Map.entry("decode", new DecodeCheck()),
            Map.entry("pixels", new PixelsCheck()),
            Map.entry("forward", new ForwardCheck()),
            Map.entry("classify", new ClassifyCheck()),
            Map.entry("generate", new GenerateCheck()),
            Map.entry("sample", new SampleCheck()),
            Map.entry("process", new ProcessCheck()),
            Map.entry("attention", new AttentionCheck()),
            Map.entry("buckets", new BucketsCheck()),
            Map.entry("relative_bias", new RelativeBiasCheck()),
            Map.entry("positions", new PositionsCheck()),
            Map.entry("refuse", new RefuseCheck())));

    /** In the format, but of training and scoring, which cannot be checked yet. */
    private static final Set<String> LATER =
            Set.of("train", "optimize", "schedule", "clip", "loss", "shift", "initialise", "merge", "metric");

    private Kinds() {}

    /** The check of a kind; null if there is none. */
    static @Nullable Check check(String kind) {
        return CHECKS.get(kind);
    }

    /** Every kind that the format has. */
    public static Set<String> all() {
        Set<String> all = new TreeSet<>(CHECKS.keySet());
        all.addAll(LATER);
        return all;
    }
}
