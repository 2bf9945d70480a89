package triptych.service.image;

import io.vertx.core.Future;
import triptych.service.contract.ImageRequest;
import triptych.service.contract.ImageRequest.Image;

/** Gets the bytes of a picture from wherever a request says. */
public final class ImageSource {

    private final RemoteImages remote;

    /** @param remote fetches those that are elsewhere */
    public ImageSource(RemoteImages remote) {
        this.remote = remote;
    }

    /** Whether a picture must be fetched first. */
    public static boolean isElsewhere(Image image) {
        return image instanceof ImageRequest.Reference reference
                && reference.text().regionMatches(true, 0, "http", 0, "http".length())
                && reference.text().contains("://");
    }

    /**
     * Fetches a picture that is elsewhere.
     *
     * @return its bytes; an error is a {@link triptych.service.problem.ProblemException}
     */
    public Future<byte[]> fetch(ImageRequest.Reference reference) {
        return remote.fetch(reference.text(), reference.pointer());
    }

    /**
     * The bytes of a picture that stands in the request. Takes a while for a large one.
     *
     * @throws triptych.service.problem.ProblemException if they are not what they should be
     */
    public static byte[] bytes(Image image) {
        return image instanceof ImageRequest.Reference reference
                ? Base64Image.decode(reference.text(), reference.pointer())
                : ((ImageRequest.Bytes) image).bytes();
    }

    /** Where a picture stands in its request, for errors. */
    public static String pointer(Image image) {
        return image instanceof ImageRequest.Reference reference ? reference.pointer() : "";
    }
}
