package dev.fairlead.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.apiserver.kind.Ages;
import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Requests;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.meta.v1.ListMeta;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
  private static final ApiResource NAMESPACES =
      KubernetesApi.load().resources().stream()
          .filter(r -> r.resource().equals("namespaces"))
          .findFirst()
          .orElseThrow();
  private static final Namespace SHOP =
      Namespace.of(n ->
          n.metadata(m ->
                  m.name("shop")
                      .resourceVersion("7")
                      .creationTimestamp(Time.parse("2026-01-31T07:00:00Z")))
              .status(s -> s.phase("Active")));
  private static final String ROW =
      """
      {"cells":["shop","Active","60m"],"object":{"kind":"PartialObjectMetadata",\
      "apiVersion":"meta.k8s.io/v1","metadata":{"name":"shop","resourceVersion":"7",\
      "creationTimestamp":"2026-01-31T07:00:00Z"}}}\
      """;

  private final Tables tables = new Tables();

  /** Namespaces with their cells. */
  private static final class Namespaces extends Kind<Namespace> {
    private final boolean withCells;

    Namespaces(boolean withCells) {
      super(Namespace.TYPE);
      this.withCells = withCells;
    }

    @Override
    public void validate(Namespace object, FieldErrors errors) {}

    @Override
    public List<JsonValue> cells(Namespace object, Instant now) {
      return withCells
          ? List.of(
              JsonValue.of(object.metadata().name()),
              JsonValue.of(object.status().phase()),
              JsonValue.of(Ages.since(object.metadata().creationTimestamp(), now)))
          : List.of();
    }
  }

  @Test
  void showsAListAsRows() {
    ListMeta page = ListMeta.of(m -> m.resourceVersion("9").remainingItemCount(3L));

    JsonObject table =
        (JsonObject) tables.list(view("as=Table;g=meta.k8s.io;v=v1", ""), page, List.of(SHOP), NOW);

    assertThat(table.without("columnDefinitions").toString())
        .isEqualTo(
            """
            {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9",\
            "remainingItemCount":3},"rows":[\
            """
                + ROW
                + "]}");
    assertThat(((JsonArray) Objects.requireNonNull(table.get("columnDefinitions"))).get(1))
        .hasToString(
            """
            {"name":"Status","type":"string","format":"","description":"The status of the\
             namespace","priority":0}\
            """);
  }

  @Test
  void showsWhatARequestIncludes() {
    String table = "as=Table;g=meta.k8s.io;v=v1beta1";

    assertThat(rows(tables.object(view(table, "?includeObject=None"), SHOP, NOW)))
        .isEqualTo("[{\"cells\":[\"shop\",\"Active\",\"60m\"],\"object\":null}]");
    assertThat(rows(tables.object(view(table, "?includeObject=Object"), SHOP, NOW)))
        .isEqualTo(
            """
            [{"cells":["shop","Active","60m"],"object":{"kind":"Namespace","apiVersion":"v1",\
            "metadata":{"name":"shop","resourceVersion":"7","creationTimestamp":\
            "2026-01-31T07:00:00Z"},"spec":{},"status":{"phase":"Active"}}}]\
            """);
    assertThat(
            catchThrowableOfType(
                StatusException.class, () -> view(table, "?includeObject=Everything")))
        .hasMessage(
            "Unable to convert to Table as requested: includeObject: Invalid value: \"Everything\":"
                + " must be 'Metadata', 'Object', 'None', or empty");
  }

  @Test
  void tellsTheColumnsOnlyInAWatchsFirstEvent() {
    View<Namespace> view = view("as=Table;g=meta.k8s.io;v=v1", "");

    assertThat((JsonObject) tables.event(view, SHOP, NOW, true))
        .isEqualTo(tables.object(view, SHOP, NOW));
    assertThat(tables.event(view, SHOP, NOW, false))
        .hasToString(
            """
            {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"7"},\
            "columnDefinitions":null,"rows":[\
            """
                + ROW
                + "]}");
  }

  @Test
  void fillsNameAndAgeWhereAKindHasNoCells() {
    View<Namespace> view =
        Objects.requireNonNull(
            View.of(
                accepting("as=Table;g=meta.k8s.io;v=v1", ""),
                Negotiation.ofList(accepting("as=Table;g=meta.k8s.io;v=v1", "")),
                NAMESPACES,
                new Namespaces(false)));

    assertThat(rows(tables.object(view, SHOP, NOW)))
        .startsWith("[{\"cells\":[\"shop\",null,\"60m\"],");
  }

  @Test
  void showsMetadataAlone() {
    View<Namespace> one = view("as=PartialObjectMetadata;g=meta.k8s.io;v=v1", "");
    View<Namespace> list = view("as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", "");
    ListMeta page = ListMeta.of(m -> m.resourceVersion("9"));
    String shop =
        """
        {"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"shop",\
        "resourceVersion":"7","creationTimestamp":"2026-01-31T07:00:00Z"}}\
        """;

    assertThat(tables.object(one, SHOP, NOW)).hasToString(shop);
    assertThat(tables.list(list, page, List.of(SHOP), NOW))
        .hasToString(
            "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\","
                + "\"metadata\":{\"resourceVersion\":\"9\"},\"items\":["
                + shop
                + "]}");
    assertThat(
            catchThrowableOfType(
                StatusException.class, () -> tables.list(one, page, List.of(SHOP), NOW)))
        .hasMessage(
            "you requested PartialObjectMetadata, but the requested object is a list"
                + " (*core.NamespaceList)");
    assertThat(catchThrowableOfType(StatusException.class, () -> tables.object(list, SHOP, NOW)))
        .hasMessage(
            "you requested PartialObjectMetadataList, but the requested object is not a list"
                + " (*core.Namespace)");
  }

  @Test
  void encodesMetadataAsProtobuf() {
    Request request =
        Requests.get(
            "/x",
            "accept",
            "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
    Negotiation negotiation = Negotiation.ofObject(request);
    View<Namespace> view =
        Objects.requireNonNull(View.of(request, negotiation, NAMESPACES, new Namespaces(true)));

    assertThat(
            new String(
                negotiation.encode(tables.object(view, SHOP, NOW)), StandardCharsets.ISO_8859_1))
        .startsWith("k8s\0")
        .contains("meta.k8s.io/v1", "PartialObjectMetadata", "shop");
  }

  private static String rows(Object table) {
    return Objects.requireNonNull(((JsonObject) table).get("rows")).toString();
  }

  private static Request accepting(String form, String query) {
    return Requests.get("/api/v1/namespaces" + query, "accept", "application/json;" + form);
  }

  private static View<Namespace> view(String form, String query) {
    Request request = accepting(form, query);
    return Objects.requireNonNull(
        View.of(request, Negotiation.ofList(request), NAMESPACES, new Namespaces(true)));
  }
}
