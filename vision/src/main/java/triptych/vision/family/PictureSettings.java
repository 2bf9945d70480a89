package triptych.vision.family;

import java.util.List;
import triptych.core.config.ConfigFile;
import triptych.core.ops.PatchGrid;

/** Reads settings that vision families have in common; an error names the setting. */
final class PictureSettings {

    private PictureSettings() {}

    /** How pictures are cut; {@code imageSize} and {@code patchSize} stand in for absent settings. */
    static PatchGrid grid(ConfigFile config, int imageSize, int patchSize) {
        int[] picture = heightAndWidth(config, "image_size", imageSize);
        int[] patch = heightAndWidth(config, "patch_size", patchSize);
        if (patch[0] != patch[1]) {
            throw config.refused("patch_size", "only square patches are implemented");
        }
        if (patch[0] > Math.min(picture[0], picture[1])) {
            throw config.refused("patch_size", "it must fit a picture of %d by %d".formatted(picture[0], picture[1]));
        }
        return new PatchGrid(picture[0], picture[1], patch[0]);
    }

    private static int[] heightAndWidth(ConfigFile config, String key, int otherwise) {
        List<Integer> sizes = config.has(key) ? config.oneOrMoreIntegers(key) : List.of(otherwise);
        if (sizes.isEmpty() || sizes.size() > 2 || sizes.stream().anyMatch(size -> size < 1)) {
            throw config.refused(key, "it must be a size above 0, or a height and a width");
        }
        return new int[] {sizes.get(0), sizes.get(sizes.size() - 1)};
    }
}
