package dev.fairlead.client;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;

/** The resources of the generated chain, found by calling it. */
final class GeneratedResources {
  private GeneratedResources() {}

  /** By their path of all objects, such as /apis/apps/v1/deployments. */
  static Map<String, ResourceType<?, ?>> of(Kubernetes k8s) {
    Map<String, ResourceType<?, ?>> types = new TreeMap<>();
    for (Method group : ApiGroups.class.getMethods()) {
      if (group.getDeclaringClass() == ApiGroups.class) {
        Object api = call(group, k8s);
        for (Method resource : api.getClass().getDeclaredMethods()) {
          Object[] arguments =
              resource.getParameterCount() == 0 ? new Object[0] : new Object[] {"x"};
          ResourceType<?, ?> type = typeOf(call(resource, api, arguments));
          types.put(type.path(null), type);
        }
      }
    }
    return types;
  }

  private static ResourceType<?, ?> typeOf(Object resource) {
    return switch (resource) {
      case TypedResource<?, ?> typed -> typed.resourceType();
      default -> throw new AssertionError(resource);
    };
  }

  private static Object call(Method method, Object on, Object... arguments) {
    try {
      return method.invoke(on, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the generated chain can't be called", e);
    }
  }
}
