package triptych.system;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {

    private static final JavaClasses TRIPTYCH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("triptych");

    @Test
    void modulesLookOnlyDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("triptych.core..")
                .layer("text")
                .definedBy("triptych.text..")
                .layer("vision")
                .definedBy("triptych.vision..")
                .layer("fusion")
                .definedBy("triptych.fusion..")
                .layer("apps")
                .definedBy("triptych.apps..")
                .whereLayer("apps")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("fusion")
                .mayOnlyBeAccessedByLayers("apps")
                .whereLayer("vision")
                .mayOnlyBeAccessedByLayers("fusion", "apps")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("fusion", "apps")
                .withOptionalLayers(true)
                .check(TRIPTYCH);
    }

    @Test
    void seesEveryModule() {
        for (String module : new String[] {"core.config"}) {
            assertTrue(TRIPTYCH.containPackage("triptych." + module), module);
        }
    }
}
