// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/openapi3"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

func otherClientChecks() []check {
	return []check{
		{"metadata client", metadataClient},
		{"discovery, aggregated", aggregated},
		{"discovery, one group after the other", legacy},
		{"discovery of the version", version},
		{"OpenAPI 2", openAPI2},
		{"OpenAPI 3", openAPI3},
		{"RESTMapper", mapper},
		{"scale client", scaleClient},
		{"leader election", election},
	}
}

func metadataClient(ctx context.Context, c *clients) error {
	api := c.metadata.Resource(deployments).Namespace(c.namespace)
	one, err := api.Get(ctx, "applied", metav1.GetOptions{})
	if err != nil {
		return err
	}
	list, err := api.List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	return first(want("name", list.Items[0].Name, "applied"),
		want("version", list.Items[0].ResourceVersion, one.ResourceVersion))
}

func aggregated(_ context.Context, c *clients) error {
	groups, resources, failed, err := c.discovery.GroupsAndMaybeResources()
	if err != nil {
		return err
	}
	if len(failed) > 0 || resources == nil {
		return fmt.Errorf("no resources, or failed: %v", failed)
	}
	apps := resources[schema.GroupVersion{Group: "apps", Version: "v1"}]
	return first(want("groups", len(groups.Groups) > 15, true), want("resources of apps/v1", len(apps.APIResources), 12))
}

func legacy(_ context.Context, c *clients) error {
	client := discovery.NewDiscoveryClientForConfigOrDie(c.config)
	client.UseLegacyDiscovery = true
	old, err := client.ServerPreferredResources()
	if err != nil {
		return err
	}
	newer, err := c.discovery.ServerPreferredResources()
	if err != nil {
		return err
	}
	names := func(lists []*metav1.APIResourceList) map[string]string {
		all := map[string]string{}
		for _, list := range lists {
			for _, one := range list.APIResources {
				all[list.GroupVersion+"/"+one.Name] = fmt.Sprint(one.Kind, one.Namespaced, one.Verbs, one.ShortNames, one.SingularName, one.Categories)
			}
		}
		return all
	}
	before, after := names(old), names(newer)
	for name, text := range before {
		if after[name] != text {
			return fmt.Errorf("%s is %s before, %s now", name, text, after[name])
		}
	}
	return want("size", len(after), len(before))
}

func version(_ context.Context, c *clients) error {
	info, err := c.discovery.ServerVersion()
	return first(err, want("major", info.Major, "1"), want("git version", info.GitVersion, "v1.37.2"))
}

func openAPI2(_ context.Context, c *clients) error {
	document, err := c.discovery.OpenAPISchema()
	if err != nil {
		return err
	}
	for _, one := range document.Definitions.AdditionalProperties {
		if one.Name == "io.k8s.api.core.v1.Pod" {
			return want("properties of a Pod", len(one.Value.Properties.AdditionalProperties), 5)
		}
	}
	return fmt.Errorf("no Pod in %d definitions", len(document.Definitions.AdditionalProperties))
}

func openAPI3(_ context.Context, c *clients) error {
	root := openapi3.NewRoot(c.discovery.OpenAPIV3())
	versions, err := root.GroupVersions()
	if err != nil {
		return err
	}
	spec, err := root.GVSpec(schema.GroupVersion{Group: "apps", Version: "v1"})
	if err != nil {
		return err
	}
	return first(want("versions", len(versions) > 15, true),
		want("has Deployment", spec.Components.Schemas["io.k8s.api.apps.v1.Deployment"] != nil, true))
}

func mapper(_ context.Context, c *clients) error {
	cached := memory.NewMemCacheClient(c.discovery)
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(cached)
	mapping, err := mapper.RESTMapping(schema.GroupKind{Group: "apps", Kind: "Deployment"})
	if err != nil {
		return err
	}
	short, err := restmapper.NewShortcutExpander(mapper, cached, nil).ResourceFor(schema.GroupVersionResource{Resource: "deploy"})
	if err != nil {
		return err
	}
	autoscaler, err := mapper.RESTMapping(schema.GroupKind{Group: "autoscaling", Kind: "HorizontalPodAutoscaler"})
	if err != nil {
		return err
	}
	_, missing := mapper.RESTMapping(schema.GroupKind{Group: "apps", Kind: "Nothing"})
	return first(want("resource", mapping.Resource, deployments), want("short name", short, deployments),
		want("preferred", autoscaler.Resource.Version, "v2"), want("missing", meta.IsNoMatchError(missing), true))
}

func scaleClient(ctx context.Context, c *clients) error {
	cached := memory.NewMemCacheClient(c.discovery)
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(cached)
	client, err := scale.NewForConfig(c.config, mapper, dynamic.LegacyAPIPathResolverFunc, scale.NewDiscoveryScaleKindResolver(c.discovery))
	if err != nil {
		return err
	}
	api := client.Scales(c.namespace)
	current, err := api.Get(ctx, deployments.GroupResource(), "applied", metav1.GetOptions{})
	if err != nil {
		return err
	}
	if err := first(want("replicas", current.Spec.Replicas, 5), want("status", current.Status.Replicas, 3), want("selector", current.Status.Selector, "app=a")); err != nil {
		return err
	}
	current.Spec.Replicas = 7
	changed, err := api.Update(ctx, deployments.GroupResource(), current, metav1.UpdateOptions{})
	if err != nil {
		return err
	}
	live, err := c.typed.AppsV1().Deployments(c.namespace).Get(ctx, "applied", metav1.GetOptions{})
	return first(err, want("replicas", changed.Spec.Replicas, 7), want("live", *live.Spec.Replicas, 7))
}

func election(ctx context.Context, c *clients) error {
	leaders := make(chan string, 4)
	start := func(name string) context.CancelFunc {
		ctx, cancel := context.WithCancel(ctx)
		lock, err := resourcelock.New(resourcelock.LeasesResourceLock, c.namespace, "leader", c.typed.CoreV1(), c.typed.CoordinationV1(),
			resourcelock.ResourceLockConfig{Identity: name})
		if err != nil {
			panic(err)
		}
		go leaderelection.RunOrDie(ctx, leaderelection.LeaderElectionConfig{
			Lock: lock, LeaseDuration: 2 * time.Second, RenewDeadline: time.Second, RetryPeriod: 200 * time.Millisecond,
			Callbacks: leaderelection.LeaderCallbacks{OnStartedLeading: func(context.Context) { leaders <- name }, OnStoppedLeading: func() {}},
		})
		return cancel
	}
	killed := start("one")
	if err := want("first leader", <-leaders, "one"); err != nil {
		return err
	}
	stop := start("two")
	defer stop()
	killed() // without releasing the lease
	select {
	case next := <-leaders:
		if err := want("second leader", next, "two"); err != nil {
			return err
		}
	case <-time.After(10 * time.Second):
		return fmt.Errorf("no second leader")
	}
	lease, err := c.typed.CoordinationV1().Leases(c.namespace).Get(ctx, "leader", metav1.GetOptions{})
	return first(err, want("holder", *lease.Spec.HolderIdentity, "two"), want("transitions", *lease.Spec.LeaseTransitions, 1))
}
