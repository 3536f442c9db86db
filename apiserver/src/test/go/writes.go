// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	appsapply "k8s.io/client-go/applyconfigurations/apps/v1"
	coreapply "k8s.io/client-go/applyconfigurations/core/v1"
	metaapply "k8s.io/client-go/applyconfigurations/meta/v1"
	"k8s.io/client-go/util/retry"
)

func writeChecks() []check {
	return []check{
		{"server-side apply and its conflict", apply},
		{"extract and apply again", extract},
		{"apply of a status", applyStatus},
		{"dynamic apply", dynamicApply},
		{"retry on conflict", retryOnConflict},
		{"preconditions", preconditions},
		{"patches", patches},
		{"errors", failures},
		{"dry run", dryRun},
		{"unknown fields", unknownFields},
	}
}

func deploymentOf(namespace string, image string) *appsapply.DeploymentApplyConfiguration {
	return appsapply.Deployment("applied", namespace).WithSpec(appsapply.DeploymentSpec().
		WithReplicas(2).
		WithSelector(metaapply.LabelSelector().WithMatchLabels(map[string]string{"app": "a"})).
		WithTemplate(coreapply.PodTemplateSpec().WithLabels(map[string]string{"app": "a"}).
			WithSpec(coreapply.PodSpec().WithContainers(coreapply.Container().WithName("main").WithImage(image)))))
}

func apply(ctx context.Context, c *clients) error {
	api := c.typed.AppsV1().Deployments(c.namespace)
	one, err := api.Apply(ctx, deploymentOf(c.namespace, "nginx:1"), metav1.ApplyOptions{FieldManager: "one"})
	if err != nil {
		return err
	}
	again, err := api.Apply(ctx, deploymentOf(c.namespace, "nginx:1"), metav1.ApplyOptions{FieldManager: "one"})
	if err != nil {
		return err
	}
	if err := want("version after the same again", again.ResourceVersion, one.ResourceVersion); err != nil {
		return err
	}
	_, err = api.Apply(ctx, deploymentOf(c.namespace, "nginx:2"), metav1.ApplyOptions{FieldManager: "two"})
	if !errors.IsConflict(err) {
		return fmt.Errorf("no conflict but %v", err)
	}
	conflict := `Apply failed with 1 conflict: conflict with "one": .spec.template.spec.containers[name="main"].image`
	if err := want("message", err.Error(), conflict); err != nil {
		return err
	}
	cause, found := errors.StatusCause(err, metav1.CauseTypeFieldManagerConflict)
	if err := first(want("cause", found, true), want("field", cause.Field, `.spec.template.spec.containers[name="main"].image`)); err != nil {
		return err
	}
	forced, err := api.Apply(ctx, deploymentOf(c.namespace, "nginx:2"), metav1.ApplyOptions{FieldManager: "two", Force: true})
	if err != nil {
		return err
	}
	return first(want("image", forced.Spec.Template.Spec.Containers[0].Image, "nginx:2"),
		want("managers", len(forced.ManagedFields), 2), want("generation", forced.Generation, 2))
}

func extract(ctx context.Context, c *clients) error {
	api := c.typed.AppsV1().Deployments(c.namespace)
	live, err := api.Get(ctx, "applied", metav1.GetOptions{})
	if err != nil {
		return err
	}
	mine, err := appsapply.ExtractDeployment(live, "one")
	if err != nil {
		return err
	}
	if image := mine.Spec.Template.Spec.Containers[0].Image; image != nil {
		return fmt.Errorf("one still has the image %s", *image)
	}
	mine.Spec.WithReplicas(5)
	_, err = api.Apply(ctx, mine, metav1.ApplyOptions{FieldManager: "one"})
	if !errors.IsConflict(err) {
		return fmt.Errorf("no conflict about what two has, too, but %v", err)
	}
	changed, err := api.Apply(ctx, mine, metav1.ApplyOptions{FieldManager: "one", Force: true})
	return first(err, want("replicas", *changed.Spec.Replicas, 5))
}

func applyStatus(ctx context.Context, c *clients) error {
	api := c.typed.AppsV1().Deployments(c.namespace)
	status := appsapply.Deployment("applied", c.namespace).WithStatus(appsapply.DeploymentStatus().WithReplicas(3).
		WithConditions(appsapply.DeploymentCondition().WithType("Available").WithStatus(corev1.ConditionTrue).WithReason("x")))
	changed, err := api.ApplyStatus(ctx, status, metav1.ApplyOptions{FieldManager: "status"})
	if err != nil {
		return err
	}
	var entry metav1.ManagedFieldsEntry
	for _, one := range changed.ManagedFields {
		if one.Manager == "status" {
			entry = one
		}
	}
	return first(want("replicas", changed.Status.Replicas, 3), want("subresource", entry.Subresource, "status"),
		want("operation", entry.Operation, metav1.ManagedFieldsOperationApply), want("spec", *changed.Spec.Replicas, 5))
}

func dynamicApply(ctx context.Context, c *clients) error {
	object := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "ConfigMap",
		"metadata": map[string]any{"name": "dynamic"}, "data": map[string]any{"a": "1", "b": "1"}}}
	api := c.dynamic.Resource(configMaps).Namespace(c.namespace)
	if _, err := api.Apply(ctx, "dynamic", object, metav1.ApplyOptions{FieldManager: "d"}); err != nil {
		return err
	}
	unstructured.RemoveNestedField(object.Object, "data", "b")
	changed, err := api.Apply(ctx, "dynamic", object, metav1.ApplyOptions{FieldManager: "d"})
	if err != nil {
		return err
	}
	_, found, _ := unstructured.NestedString(changed.Object, "data", "b")
	return want("b is left", found, false)
}

func retryOnConflict(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	if _, err := maps.Create(ctx, c.configMap("counter", map[string]string{"n": ""}), metav1.CreateOptions{}); err != nil {
		return err
	}
	var group sync.WaitGroup
	failed := make(chan error, 8)
	backoff := retry.DefaultBackoff
	backoff.Steps = 30
	for range 8 {
		group.Go(func() {
			failed <- retry.RetryOnConflict(backoff, func() error {
				live, err := maps.Get(ctx, "counter", metav1.GetOptions{})
				if err != nil {
					return err
				}
				live.Data["n"] += "x"
				_, err = maps.Update(ctx, live, metav1.UpdateOptions{})
				return err
			})
		})
	}
	group.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			return err
		}
	}
	live, err := maps.Get(ctx, "counter", metav1.GetOptions{})
	return first(err, want("count", live.Data["n"], "xxxxxxxx"))
}

func preconditions(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	live, err := maps.Get(ctx, "counter", metav1.GetOptions{})
	if err != nil {
		return err
	}
	uid, version := types.UID("other"), "1"
	err = maps.Delete(ctx, "counter", metav1.DeleteOptions{Preconditions: &metav1.Preconditions{UID: &uid}})
	if err := want("conflict of the uid", errors.IsConflict(err), true); err != nil {
		return err
	}
	err = maps.Delete(ctx, "counter", metav1.DeleteOptions{Preconditions: &metav1.Preconditions{ResourceVersion: &version}})
	if err := want("conflict of the version", errors.IsConflict(err), true); err != nil {
		return err
	}
	return maps.Delete(ctx, "counter", metav1.DeleteOptions{Preconditions: &metav1.Preconditions{UID: &live.UID, ResourceVersion: &live.ResourceVersion}})
}

func patches(ctx context.Context, c *clients) error {
	api := c.typed.AppsV1().Deployments(c.namespace)
	strategic, err := api.Patch(ctx, "applied", types.StrategicMergePatchType,
		[]byte(`{"spec":{"template":{"spec":{"containers":[{"name":"second","image":"b"}]}}}}`), metav1.PatchOptions{})
	if err != nil {
		return err
	}
	if err := want("containers", len(strategic.Spec.Template.Spec.Containers), 2); err != nil {
		return err
	}
	merged, err := api.Patch(ctx, "applied", types.MergePatchType, []byte(`{"metadata":{"labels":{"x":"y"}}}`), metav1.PatchOptions{})
	if err != nil {
		return err
	}
	patched, err := api.Patch(ctx, "applied", types.JSONPatchType,
		[]byte(`[{"op":"test","path":"/metadata/labels/x","value":"y"},{"op":"remove","path":"/metadata/labels/x"}]`), metav1.PatchOptions{})
	if err != nil {
		return err
	}
	_, err = api.Patch(ctx, "applied", types.MergePatchType, []byte(`{"metadata":{"resourceVersion":"1"}}`), metav1.PatchOptions{})
	return first(want("label", merged.Labels["x"], "y"), want("labels", len(patched.Labels), 0), want("conflict", errors.IsConflict(err), true))
}

func failures(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	_, missing := maps.Get(ctx, "missing", metav1.GetOptions{})
	if _, err := maps.Create(ctx, c.configMap("double", nil), metav1.CreateOptions{}); err != nil {
		return err
	}
	_, double := maps.Create(ctx, c.configMap("double", nil), metav1.CreateOptions{})
	_, invalid := maps.Create(ctx, c.configMap("Not Valid", nil), metav1.CreateOptions{})
	_, noNamespace := c.typed.CoreV1().ConfigMaps("client-go-nowhere").Create(ctx, &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "x"}}, metav1.CreateOptions{})
	_, mismatch := maps.Create(ctx, &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "x", Namespace: "other"}}, metav1.CreateOptions{})
	return first(want("NotFound", errors.IsNotFound(missing), true), want("AlreadyExists", errors.IsAlreadyExists(double), true),
		want("Invalid", errors.IsInvalid(invalid), true), want("no namespace", errors.IsNotFound(noNamespace), true),
		want("other namespace", errors.IsBadRequest(mismatch), true),
		want("message", missing.Error(), `configmaps "missing" not found`))
}

func dryRun(ctx context.Context, c *clients) error {
	maps := c.typed.CoreV1().ConfigMaps(c.namespace)
	made, err := maps.Create(ctx, c.configMap("dry", nil), metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
	if err != nil {
		return err
	}
	_, missing := maps.Get(ctx, "dry", metav1.GetOptions{})
	return first(want("uid", made.UID != "", true), want("version", made.ResourceVersion, ""), want("NotFound", errors.IsNotFound(missing), true))
}

func unknownFields(ctx context.Context, c *clients) error {
	object := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "ConfigMap",
		"metadata": map[string]any{"name": "unknown"}, "nonsense": "1"}}
	api := c.dynamic.Resource(configMaps).Namespace(c.namespace)
	_, err := api.Create(ctx, object, metav1.CreateOptions{FieldValidation: metav1.FieldValidationStrict})
	if !errors.IsBadRequest(err) || !strings.Contains(err.Error(), `strict decoding error: unknown field "nonsense"`) {
		return fmt.Errorf("not refused but %v", err)
	}
	made, err := api.Create(ctx, object, metav1.CreateOptions{FieldValidation: metav1.FieldValidationIgnore})
	if err != nil {
		return err
	}
	_, found := made.Object["nonsense"]
	return want("kept", found, false)
}
