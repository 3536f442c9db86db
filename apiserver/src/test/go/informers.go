// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/pager"
	apiwatch "k8s.io/client-go/tools/watch"
)

func informerChecks() []check {
	return []check{
		{"informer with WatchList", watchListInformer},
		{"dynamic informer", dynamicInformer},
		{"metadata informer", metadataInformer},
		{"paged list with continue", pages},
		{"pager", pagerCheck},
		{"watch from a version", watchFrom},
		{"watch with bookmarks that begins with the state", watchInitialEvents},
		{"watch from an expired version", watchExpired},
		{"RetryWatcher", retryWatcher},
		{"until with sync", untilWithSync},
		{"version from the future", fromTheFuture},
	}
}

// recorded notes the requests that a transport sends.
type recorded struct {
	inner http.RoundTripper
	mu    sync.Mutex
	urls  []string
}

func (r *recorded) RoundTrip(request *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.urls = append(r.urls, request.URL.String())
	r.mu.Unlock()
	return r.inner.RoundTrip(request)
}

type counts struct{ added, updated, deleted atomic.Int32 }

func (n *counts) handler() cache.ResourceEventHandlerFuncs {
	return cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { n.added.Add(1) },
		UpdateFunc: func(any, any) { n.updated.Add(1) },
		DeleteFunc: func(any) { n.deleted.Add(1) },
	}
}

func (n *counts) await(ctx context.Context, added, updated, deleted int32) error {
	err := wait.PollUntilContextTimeout(ctx, 10*time.Millisecond, 5*time.Second, true, func(context.Context) (bool, error) {
		return n.added.Load() == added && n.updated.Load() == updated && n.deleted.Load() == deleted, nil
	})
	if err != nil {
		return fmt.Errorf("%d added, %d updated, %d deleted; %d, %d, %d expected", n.added.Load(), n.updated.Load(), n.deleted.Load(), added, updated, deleted)
	}
	return nil
}

func watchListInformer(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	for i := range 20 {
		if _, err := maps.Create(ctx, c.configMap(fmt.Sprintf("inf-%d", i), nil), metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	notes := &recorded{}
	config := rest.CopyConfig(c.config)
	config.Wrap(func(inner http.RoundTripper) http.RoundTripper { notes.inner = inner; return notes })
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace(c.namespace),
		informers.WithTweakListOptions(func(o *metav1.ListOptions) { o.LabelSelector = "from=client-go" }))
	informer := factory.Core().V1().ConfigMaps()
	n := &counts{}
	if _, err := informer.Informer().AddEventHandler(n.handler()); err != nil {
		return err
	}
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.Informer().HasSynced) {
		return fmt.Errorf("not synced")
	}
	if err := n.await(ctx, 20, 0, 0); err != nil {
		return err
	}
	if _, err := maps.Update(ctx, c.configMap("inf-1", map[string]string{"a": "b"}), metav1.UpdateOptions{}); err != nil {
		return err
	}
	// What no longer has the label is gone for this informer.
	if _, err := maps.Update(ctx, &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "inf-3"}}, metav1.UpdateOptions{}); err != nil {
		return err
	}
	if err := maps.Delete(ctx, "inf-2", metav1.DeleteOptions{}); err != nil {
		return err
	}
	if err := n.await(ctx, 20, 1, 2); err != nil {
		return err
	}
	listed, err := informer.Lister().ConfigMaps(c.namespace).List(labels.Everything())
	if err != nil {
		return err
	}
	notes.mu.Lock()
	defer notes.mu.Unlock()
	return first(want("size of the cache", len(listed), 18),
		want("streamed", strings.Contains(notes.urls[0], "sendInitialEvents=true"), true),
		want("requests", len(notes.urls), 1),
		maps.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{}))
}

func dynamicInformer(ctx context.Context, c *clients) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	factory := dynamicinformer.NewFilteredDynamicSharedInformerFactory(c.dynamic, 0, c.namespace, nil)
	informer := factory.ForResource(configMaps)
	n := &counts{}
	_, _ = informer.Informer().AddEventHandler(n.handler())
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.Informer().HasSynced) {
		return fmt.Errorf("not synced")
	}
	resource := c.dynamic.Resource(configMaps).Namespace(c.namespace)
	object := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "dyn"}, "data": map[string]any{"a": "b"}}}
	created, err := resource.Create(ctx, object, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	_ = unstructured.SetNestedField(created.Object, "c", "data", "a")
	if _, err := resource.Update(ctx, created, metav1.UpdateOptions{}); err != nil {
		return err
	}
	if err := resource.Delete(ctx, "dyn", metav1.DeleteOptions{}); err != nil {
		return err
	}
	return n.await(ctx, 1, 1, 1)
}

func metadataInformer(ctx context.Context, c *clients) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	factory := metadatainformer.NewFilteredSharedInformerFactory(c.metadata, 0, c.namespace, nil)
	informer := factory.ForResource(configMaps)
	n := &counts{}
	_, _ = informer.Informer().AddEventHandler(n.handler())
	factory.Start(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.Informer().HasSynced) {
		return fmt.Errorf("not synced")
	}
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	if _, err := maps.Create(ctx, c.configMap("meta", map[string]string{"a": "b"}), metav1.CreateOptions{}); err != nil {
		return err
	}
	if err := n.await(ctx, 1, 0, 0); err != nil {
		return err
	}
	object, err := informer.Lister().ByNamespace(c.namespace).Get("meta")
	if err != nil {
		return err
	}
	partial := object.(*metav1.PartialObjectMetadata)
	return first(want("label", partial.Labels["from"], "client-go"),
		maps.Delete(ctx, "meta", metav1.DeleteOptions{}), n.await(ctx, 1, 0, 1))
}

func pages(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	for i := range 5 {
		if _, err := maps.Create(ctx, c.configMap(fmt.Sprintf("page-%d", i), nil), metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	page, err := maps.List(ctx, metav1.ListOptions{Limit: 2})
	if err != nil {
		return err
	}
	version := page.ResourceVersion
	if err := first(want("size of page 1", len(page.Items), 2), want("remaining", *page.RemainingItemCount, 3)); err != nil {
		return err
	}
	// A change between two pages is not seen.
	if err := maps.Delete(ctx, "page-3", metav1.DeleteOptions{}); err != nil {
		return err
	}
	page, err = maps.List(ctx, metav1.ListOptions{Limit: 2, Continue: page.Continue})
	if err != nil {
		return err
	}
	if err := first(want("size of page 2", len(page.Items), 2), want("name", page.Items[1].Name, "page-3"), want("version", page.ResourceVersion, version)); err != nil {
		return err
	}
	page, err = maps.List(ctx, metav1.ListOptions{Limit: 2, Continue: page.Continue})
	if err != nil {
		return err
	}
	_, failure := maps.List(ctx, metav1.ListOptions{Limit: 2, Continue: "nonsense"})
	return first(want("size of page 3", len(page.Items), 1), want("continue", page.Continue, ""),
		want("bad continue", errors.IsBadRequest(failure), true))
}

func pagerCheck(ctx context.Context, c *clients) error {
	seen := 0
	lister := pager.New(pager.SimplePageFunc(func(o metav1.ListOptions) (r runtime.Object, err error) {
		return c.typed.CoreV1().ConfigMaps(c.namespace).List(ctx, o)
	}))
	lister.PageSize = 1
	err := lister.EachListItem(ctx, metav1.ListOptions{}, func(runtime.Object) error { seen++; return nil })
	return first(err, want("items", seen, 4))
}

func watchFrom(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	list, err := maps.List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	if err := maps.Delete(ctx, "page-0", metav1.DeleteOptions{}); err != nil {
		return err
	}
	seconds := int64(5)
	watcher, err := maps.Watch(ctx, metav1.ListOptions{ResourceVersion: list.ResourceVersion, TimeoutSeconds: &seconds})
	if err != nil {
		return err
	}
	defer watcher.Stop()
	if _, err := maps.Create(ctx, c.configMap("page-0", nil), metav1.CreateOptions{}); err != nil {
		return err
	}
	for _, expected := range []watch.EventType{watch.Deleted, watch.Added} {
		event := <-watcher.ResultChan()
		if err := want("event", event.Type, expected); err != nil {
			return err
		}
		if err := want("name", event.Object.(*corev1.ConfigMap).Name, "page-0"); err != nil {
			return err
		}
	}
	return nil
}

func watchInitialEvents(ctx context.Context, c *clients) error {
	yes := true
	watcher, err := c.typed.CoreV1().ConfigMaps(c.namespace).Watch(ctx, metav1.ListOptions{SendInitialEvents: &yes,
		AllowWatchBookmarks: true, ResourceVersionMatch: metav1.ResourceVersionMatchNotOlderThan})
	if err != nil {
		return err
	}
	defer watcher.Stop()
	added := 0
	for event := range watcher.ResultChan() {
		if event.Type == watch.Added {
			added++
			continue
		}
		mark := event.Object.(*corev1.ConfigMap)
		return first(want("event", event.Type, watch.Bookmark), want("added", added, 4),
			want("end", mark.Annotations[metav1.InitialEventsAnnotationKey], "true"))
	}
	return fmt.Errorf("the watch ended")
}

// A server either has forgotten what was at its beginning, and says so, or still knows all of it.
func watchExpired(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	watcher, err := maps.Watch(ctx, metav1.ListOptions{ResourceVersion: "1"})
	if err == nil {
		event := <-watcher.ResultChan()
		watcher.Stop()
		if event.Type == watch.Added {
			return want("the first object ever", event.Object.(*corev1.ConfigMap).Name, "inf-0")
		}
		err = errors.FromObject(event.Object)
	}
	if !errors.IsResourceExpired(err) && !errors.IsGone(err) {
		return fmt.Errorf("not expired but %v", err)
	}
	// A reflector that begins at such a version lists anew.
	source := cache.NewListWatchFromClient(c.typed.CoreV1().RESTClient(), "configmaps", c.namespace, fields.Everything())
	store := cache.NewStore(cache.MetaNamespaceKeyFunc)
	reflector := cache.NewReflector(source, &corev1.ConfigMap{}, store, 0)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go reflector.Run(ctx.Done())
	return wait.PollUntilContextTimeout(ctx, 10*time.Millisecond, 5*time.Second, true, func(context.Context) (bool, error) {
		return len(store.List()) == 4, nil
	})
}

func retryWatcher(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	list, err := maps.List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	second := int64(1)
	source := &cache.ListWatch{WatchFunc: func(o metav1.ListOptions) (watch.Interface, error) {
		o.TimeoutSeconds = &second
		return maps.Watch(ctx, o)
	}}
	watcher, err := apiwatch.NewRetryWatcher(list.ResourceVersion, source)
	if err != nil {
		return err
	}
	defer watcher.Stop()
	time.Sleep(1500 * time.Millisecond) // the first watch is over now
	if _, err := maps.Create(ctx, c.configMap("retried", nil), metav1.CreateOptions{}); err != nil {
		return err
	}
	for event := range watcher.ResultChan() {
		if event.Type == watch.Bookmark {
			continue
		}
		return first(want("event", event.Type, watch.Added), maps.Delete(ctx, "retried", metav1.DeleteOptions{}))
	}
	return fmt.Errorf("the watch ended")
}

func untilWithSync(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	source := cache.NewListWatchFromClient(c.typed.CoreV1().RESTClient(), "configmaps", c.namespace, fields.Everything())
	go func() {
		time.Sleep(200 * time.Millisecond)
		_, _ = maps.Create(ctx, c.configMap("until", nil), metav1.CreateOptions{})
	}()
	_, err := apiwatch.UntilWithSync(ctx, source, &corev1.ConfigMap{}, nil, func(event watch.Event) (bool, error) {
		return event.Object.(*corev1.ConfigMap).Name == "until", nil
	})
	return first(err, maps.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{}))
}

func fromTheFuture(ctx context.Context, c *clients) error {
	_, err := c.typed.CoreV1().RESTClient().Get().Namespace(c.namespace).Resource("configmaps").
		Param("resourceVersion", "99999999999").MaxRetries(0).DoRaw(ctx)
	seconds, delay := errors.SuggestsClientDelay(err)
	return first(want("timeout", errors.IsTimeout(err), true), want("delay", delay, true), want("seconds", seconds, 1))
}
