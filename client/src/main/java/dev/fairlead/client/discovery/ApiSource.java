package dev.fairlead.client.discovery;

/** Where a catalog comes from. */
public interface ApiSource {
  /**
   * Everything that a server serves, asked for anew.
   *
   * @throws dev.fairlead.client.error.ApiException if nothing of it can be had
   */
  ApiCatalog fetch();
}
