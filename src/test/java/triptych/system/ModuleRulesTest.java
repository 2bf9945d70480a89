package triptych.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
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
                .layer("service")
                .definedBy("triptych.service..")
                .whereLayer("service")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("apps")
                .mayOnlyBeAccessedByLayers("service")
                .whereLayer("fusion")
                .mayOnlyBeAccessedByLayers("apps")
                .whereLayer("vision")
                .mayOnlyBeAccessedByLayers("fusion", "apps")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("fusion", "apps")
                .check(TRIPTYCH);
    }

    @Test
    void onlyTheServiceKnowsHttpAndItKnowsNoArrays() {
        noClasses()
                .that()
                .resideOutsideOfPackage("triptych.service..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(TRIPTYCH);
        noClasses()
                .that()
                .resideInAPackage("triptych.service..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(TRIPTYCH);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("triptych.(**)").should().beFreeOfCycles().check(TRIPTYCH);
    }

    @Test
    void pipelinesCanBeUsedWithoutTypesOfDjl() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("triptych.apps")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAPackage("ai.djl.."))
                .andShould()
                .notHaveRawParameterTypes(anyOfDjl())
                .check(TRIPTYCH);
    }

    private static DescribedPredicate<List<JavaClass>> anyOfDjl() {
        return DescribedPredicate.describe(
                "any of DJL", types -> types.stream().anyMatch(resideInAPackage("ai.djl..")));
    }

    @Test
    void seesEveryModule() {
        for (String module :
                List.of("core.ops", "text.token", "vision.image", "fusion.family", "apps.cli", "service.http")) {
            assertTrue(TRIPTYCH.containPackage("triptych." + module), module);
        }
    }
}
