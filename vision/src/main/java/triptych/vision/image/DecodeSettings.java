package triptych.vision.image;

import java.util.Set;

/**
 * How a picture is decoded.
 *
 * @param limits what it may cost
 * @param formats the file formats that are taken; others are refused, whatever a file is named
 * @param orientation what becomes of EXIF's orientation
 * @param transparency what becomes of its transparency
 */
public record DecodeSettings(
        ImageLimits limits, Set<ImageFormat> formats, Orientation orientation, Transparency transparency) {

    /** Does what the reference's pipelines do: all formats, upright, transparency dropped. */
    public static final DecodeSettings STANDARD = new DecodeSettings(
            ImageLimits.LOCAL_FILES, Set.of(ImageFormat.values()), Orientation.UPRIGHT, Transparency.DROPPED);

    /** Copies the set. */
    public DecodeSettings {
        formats = Set.copyOf(formats);
    }

    /** Returns these settings with other limits. */
    public DecodeSettings with(ImageLimits others) {
        return new DecodeSettings(others, formats, orientation, transparency);
    }

    /** Returns these settings with another orientation. */
    public DecodeSettings with(Orientation other) {
        return new DecodeSettings(limits, formats, other, transparency);
    }

    /** Returns these settings with another treatment of transparency. */
    public DecodeSettings with(Transparency other) {
        return new DecodeSettings(limits, formats, orientation, other);
    }

    /** Returns these settings for some formats only. */
    public DecodeSettings only(Set<ImageFormat> some) {
        return new DecodeSettings(limits, some, orientation, transparency);
    }
}
