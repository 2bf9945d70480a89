package triptych.vision.family;

import java.util.Set;
import java.util.TreeSet;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.vision.model.PictureReader;
import triptych.vision.model.PictureRoutines;
import triptych.vision.model.PublishedPictureReader;

/** The vision models that can be opened: one case for each family. */
public final class PictureModels {

    private static final Set<String> FAMILIES = Set.of("deit", "dinov2", "vit");

    private PictureModels() {}

    /** The {@code model_type} of each family. */
    public static Set<String> families() {
        return new TreeSet<>(FAMILIES);
    }

    /**
     * What the settings describe.
     *
     * @param className the reference's class, which tells the head: {@code ViTForImageClassification}
     * @param tensors names in the checkpoint, which alone tell whether a bare ViT or DeiT has a pooler
     * @throws triptych.core.config.ConfigException naming a setting that can't be used
     */
    public static Blueprint blueprint(ConfigFile config, String className, Set<String> tensors) {
        return switch (config.text("model_type")) {
            case "vit" -> {
                PictureHead head = PictureHead.of(config, className, "ViT").among(tensors);
                yield reader(config, Vit.from(config, head).spec(), Vit.names(head));
            }
            case "deit" -> {
                PictureHead head = PictureHead.of(config, className, "DeiT").among(tensors);
                yield reader(config, Deit.from(config, head).spec(), Deit.names(head));
            }
            case "dinov2" -> {
                PictureHead head = PictureHead.of(config, className, "Dinov2");
                Dinov2 dinov2 = Dinov2.from(config, head);
                yield reader(config, dinov2.spec(), dinov2.names(head));
            }
            default -> throw config.refused("model_type", "implemented are " + families());
        };
    }

    private static Blueprint reader(ConfigFile config, PictureReader.Spec spec, WeightMap names) {
        config.refuseUnread();
        PictureReader network = new PictureReader(spec);
        PictureRoutines routines = new PictureRoutines(network);
        return new Blueprint(
                network, names, routines.all(), execution -> new PublishedPictureReader(execution, network, routines));
    }
}
