/** Schemas to Java types: what the build of {@code model} and {@code client} runs. */
module dev.fairlead.generator {
  requires com.palantir.javapoet;
  requires dev.fairlead.schema;
  requires java.compiler;
  requires static org.jspecify;

  exports dev.fairlead.generator;
}
