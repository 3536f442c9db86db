package dev.fairlead.client.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Files")
class FilesTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fairlead.client.config");

  @Test
  @DisplayName("are opened by LocalFile alone")
  void areOpenedInOnePlace() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(LocalFile.class)
        .should()
        .callMethod(
            java.nio.file.Files.class,
            "newInputStream",
            java.nio.file.Path.class,
            java.nio.file.OpenOption[].class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(FileInputStream|FileReader|RandomAccessFile)|java\\.nio\\.channels\\.FileChannel")
        .check(classes);
  }

  @Test
  @DisplayName("are not so much as looked for while a kubeconfig is parsed")
  void areNotLookedForWhileParsing() {
    noClasses()
        .that()
        .belongToAnyOf(
            KubeconfigText.class, KubeconfigReader.class, KubeconfigEntries.class, Fields.class)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(LocalFile.class, java.nio.file.Files.class, java.io.File.class)
        .check(classes);
  }
}
