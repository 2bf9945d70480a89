package triptych.service.contract;

import com.google.gson.JsonElement;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.ProblemException;

/**
 * A request about a picture.
 *
 * @param image where it is: its bytes, or a text that says where to get them
 * @param parameters of the task
 * @param model by its name; null for the task's usual one
 * @param stream whether the text shall be told while it is written
 * @param form whether the answer is a list, as Python's client wants, or an object, as JavaScript's does
 */
public record ImageRequest(
        Image image, Fields parameters, @Nullable String model, boolean stream, Form form) {

    /** Where a picture is. */
    public sealed interface Image {}

    /** Its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // Megabytes: not copied, never compared.
    public record Bytes(byte[] bytes) implements Image {}

    /** Base64, a {@code data:} address or, where that is allowed, an address elsewhere. */
    public record Reference(String text, String pointer) implements Image {}

    /** What the answer's outermost value is. */
    public enum Form {
        /** {@code [{"generated_text": …}]} */
        LIST,
        /** {@code {"generated_text": …}} */
        OBJECT
    }

    /**
     * Reads a body of JSON, in which {@code inputs} is the picture.
     *
     * @throws ProblemException if it is not as it must be
     */
    public static ImageRequest of(JsonElement json, Form form) {
        Fields body = Fields.of(json, "");
        String inputs = body.text("inputs")
                .orElseThrow(() -> body.wrong("inputs", "is missing: a picture in base64, or a data: address"));
        Envelope envelope = Envelope.of(body);
        return new ImageRequest(
                new Reference(inputs, "/inputs"), envelope.parameters(), envelope.model(), envelope.stream(), form);
    }

    /** The same with other parameters. */
    public ImageRequest with(Fields others) {
        return new ImageRequest(image, others, model, stream, form);
    }

    /** The same for another model. */
    public ImageRequest with(@Nullable String otherModel) {
        return new ImageRequest(image, parameters, otherModel, stream, form);
    }
}
