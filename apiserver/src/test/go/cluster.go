// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	authenticationv1 "k8s.io/api/authentication/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	typedcore "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/record"
)

func clusterChecks() []check {
	return []check{
		{"binding and status of a Pod", bindPod},
		{"eviction", evict},
		{"token request and review", token},
		{"a token as credentials", tokenClient},
		{"subject access review", accessReview},
		{"own access and rules", ownAccess},
		{"own name", ownName},
		{"impersonation", impersonation},
		{"event recorder", events},
		{"graceful deletion", graceful},
	}
}

func bindPod(ctx context.Context, c *clients) error {
	pods := c.typed.CoreV1().Pods(c.namespace)
	made, err := pods.Create(ctx, pod("bound"), metav1.CreateOptions{})
	if err != nil {
		return err
	}
	binding := &corev1.Binding{ObjectMeta: metav1.ObjectMeta{Name: "bound"}, Target: corev1.ObjectReference{Kind: "Node", Name: "node-1"}}
	if err := pods.Bind(ctx, binding, metav1.CreateOptions{}); err != nil {
		return err
	}
	again := pods.Bind(ctx, binding, metav1.CreateOptions{})
	live, err := pods.Get(ctx, "bound", metav1.GetOptions{})
	if err != nil {
		return err
	}
	live.Status.Phase = corev1.PodRunning
	live.Status.Conditions = append(live.Status.Conditions, corev1.PodCondition{Type: corev1.PodReady, Status: corev1.ConditionTrue})
	live.Spec.NodeName = "ignored"
	live, err = pods.UpdateStatus(ctx, live, metav1.UpdateOptions{})
	if err != nil {
		return err
	}
	found, err := pods.List(ctx, metav1.ListOptions{FieldSelector: "spec.nodeName=node-1,status.phase=Running"})
	return first(err, want("phase", made.Status.Phase, corev1.PodPending), want("bound again", errors.IsConflict(again), true),
		want("node", live.Spec.NodeName, "node-1"), want("found", len(found.Items), 1), want("class", live.Status.QOSClass, corev1.PodQOSBestEffort))
}

func evict(ctx context.Context, c *clients) error {
	one := intstr.FromInt32(1)
	budgets := c.typed.PolicyV1().PodDisruptionBudgets(c.namespace)
	budget, err := budgets.Create(ctx, &policyv1.PodDisruptionBudget{ObjectMeta: metav1.ObjectMeta{Name: "budget"}, Spec: policyv1.PodDisruptionBudgetSpec{
		MinAvailable: &one, Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"app": "x"}}}}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	pods := c.typed.CoreV1().Pods(c.namespace)
	eviction := &policyv1.Eviction{ObjectMeta: metav1.ObjectMeta{Name: "bound"}}
	// Once only: client-go itself tries ten times, and waits ten seconds in between, as the server asks it to.
	refused := c.typed.CoreV1().RESTClient().Post().Namespace(c.namespace).Resource("pods").Name("bound").SubResource("eviction").
		Body(eviction).MaxRetries(0).Do(ctx).Error()
	if !errors.IsTooManyRequests(refused) {
		return fmt.Errorf("not refused but %v", refused)
	}
	seconds, _ := errors.SuggestsClientDelay(refused)
	if err := want("seconds to wait", seconds, 10); err != nil {
		return err
	}
	budget.Status.ObservedGeneration = budget.Generation
	budget.Status.DisruptionsAllowed, budget.Status.CurrentHealthy, budget.Status.DesiredHealthy, budget.Status.ExpectedPods = 1, 2, 1, 2
	if _, err := budgets.UpdateStatus(ctx, budget, metav1.UpdateOptions{}); err != nil {
		return err
	}
	if err := pods.EvictV1(ctx, eviction); err != nil {
		return err
	}
	budget, err = budgets.Get(ctx, "budget", metav1.GetOptions{})
	if err != nil {
		return err
	}
	evicted, err := pods.Get(ctx, "bound", metav1.GetOptions{})
	return first(err, want("allowed", budget.Status.DisruptionsAllowed, 0), want("noted", len(budget.Status.DisruptedPods), 1),
		want("deleted", evicted.DeletionTimestamp != nil, true), want("condition", evicted.Status.Conditions[len(evicted.Status.Conditions)-1].Reason, "EvictionByEvictionAPI"),
		budgets.Delete(ctx, "budget", metav1.DeleteOptions{}))
}

func (c *clients) token(ctx context.Context) (string, error) {
	seconds := int64(600)
	answer, err := c.typed.CoreV1().ServiceAccounts(c.namespace).CreateToken(ctx, "default",
		&authenticationv1.TokenRequest{Spec: authenticationv1.TokenRequestSpec{ExpirationSeconds: &seconds}}, metav1.CreateOptions{})
	if err != nil {
		return "", err
	}
	return answer.Status.Token, nil
}

func token(ctx context.Context, c *clients) error {
	text, err := c.token(ctx)
	if err != nil {
		return err
	}
	review, err := c.typed.AuthenticationV1().TokenReviews().Create(ctx, &authenticationv1.TokenReview{Spec: authenticationv1.TokenReviewSpec{Token: text}}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	wrong, err := c.typed.AuthenticationV1().TokenReviews().Create(ctx, &authenticationv1.TokenReview{Spec: authenticationv1.TokenReviewSpec{Token: text + "x"}}, metav1.CreateOptions{})
	return first(err, want("authenticated", review.Status.Authenticated, true), want("user", review.Status.User.Username, "system:serviceaccount:"+c.namespace+":default"),
		want("groups", strings.Join(review.Status.User.Groups, " "), "system:serviceaccounts system:serviceaccounts:"+c.namespace+" system:authenticated"),
		want("wrong", wrong.Status.Authenticated, false))
}

func tokenClient(ctx context.Context, c *clients) error {
	text, err := c.token(ctx)
	if err != nil {
		return err
	}
	config := rest.AnonymousClientConfig(c.config)
	config.BearerToken = text
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	_, forbidden := client.CoreV1().Pods(c.namespace).List(ctx, metav1.ListOptions{})
	message := fmt.Sprintf(`pods is forbidden: User "system:serviceaccount:%[1]s:default" cannot list resource "pods" in API group "" in the namespace "%[1]s"`, c.namespace)
	if err := want("forbidden", fmt.Sprint(forbidden), message); err != nil {
		return err
	}
	_, err = c.typed.RbacV1().RoleBindings(c.namespace).Create(ctx, &rbacv1.RoleBinding{ObjectMeta: metav1.ObjectMeta{Name: "viewers"},
		RoleRef:  rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "system:aggregate-to-view"},
		Subjects: []rbacv1.Subject{{Kind: rbacv1.ServiceAccountKind, Name: "default", Namespace: c.namespace}}}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	err = wait.PollUntilContextTimeout(ctx, 20*time.Millisecond, 5*time.Second, true, func(context.Context) (bool, error) {
		_, err := client.CoreV1().Pods(c.namespace).List(ctx, metav1.ListOptions{})
		return err == nil, nil
	})
	config.BearerToken = "wrong"
	stranger, _ := kubernetes.NewForConfig(config)
	_, unauthorized := stranger.CoreV1().Pods(c.namespace).List(ctx, metav1.ListOptions{})
	return first(err, want("unauthorized", errors.IsUnauthorized(unauthorized), true), want("roles deleted",
		c.typed.RbacV1().RoleBindings(c.namespace).Delete(ctx, "viewers", metav1.DeleteOptions{}), nil))
}

func accessReview(ctx context.Context, c *clients) error {
	ask := func(user, verb, resource string) (bool, error) {
		answer, err := c.typed.AuthorizationV1().SubjectAccessReviews().Create(ctx, &authorizationv1.SubjectAccessReview{Spec: authorizationv1.SubjectAccessReviewSpec{
			User: user, ResourceAttributes: &authorizationv1.ResourceAttributes{Namespace: c.namespace, Verb: verb, Resource: resource}}}, metav1.CreateOptions{})
		if err != nil {
			return false, err
		}
		return answer.Status.Allowed, nil
	}
	nobody, err := ask("nobody", "get", "pods")
	if err != nil {
		return err
	}
	scheduler, err := ask("system:kube-scheduler", "list", "pods")
	return first(err, want("nobody", nobody, false), want("scheduler", scheduler, true))
}

func ownAccess(ctx context.Context, c *clients) error {
	mine, err := c.typed.AuthorizationV1().SelfSubjectAccessReviews().Create(ctx, &authorizationv1.SelfSubjectAccessReview{Spec: authorizationv1.SelfSubjectAccessReviewSpec{
		ResourceAttributes: &authorizationv1.ResourceAttributes{Verb: "*", Group: "*", Resource: "*"}}}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	rules, err := c.typed.AuthorizationV1().SelfSubjectRulesReviews().Create(ctx, &authorizationv1.SelfSubjectRulesReview{
		Spec: authorizationv1.SelfSubjectRulesReviewSpec{Namespace: c.namespace}}, metav1.CreateOptions{})
	return first(err, want("all", mine.Status.Allowed, true), want("rules", len(rules.Status.ResourceRules) > 0, true))
}

func ownName(ctx context.Context, c *clients) error {
	review, err := c.typed.AuthenticationV1().SelfSubjectReviews().Create(ctx, &authenticationv1.SelfSubjectReview{}, metav1.CreateOptions{})
	return first(err, want("name", review.Status.UserInfo.Username, "admin"))
}

func impersonation(ctx context.Context, c *clients) error {
	config := rest.CopyConfig(c.config)
	config.Impersonate = rest.ImpersonationConfig{UserName: "jane", Groups: []string{"dev"}, Extra: map[string][]string{"scopes": {"a"}}}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	review, err := client.AuthenticationV1().SelfSubjectReviews().Create(ctx, &authenticationv1.SelfSubjectReview{}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	user := review.Status.UserInfo
	return first(want("name", user.Username, "jane"), want("groups", strings.Join(user.Groups, " "), "dev system:authenticated"), want("extra", user.Extra["scopes"][0], "a"))
}

func events(ctx context.Context, c *clients) error {
	broadcaster := record.NewBroadcaster()
	defer broadcaster.Shutdown()
	broadcaster.StartRecordingToSink(&typedcore.EventSinkImpl{Interface: c.typed.CoreV1().Events(c.namespace)})
	recorder := broadcaster.NewRecorder(scheme.Scheme, corev1.EventSource{Component: "compare"})
	about := &corev1.ObjectReference{APIVersion: "v1", Kind: "ConfigMap", Name: "double", Namespace: c.namespace, UID: "1"}
	for range 3 {
		recorder.Eventf(about, corev1.EventTypeNormal, "Tested", "number %d", 1)
	}
	var last *corev1.EventList
	err := wait.PollUntilContextTimeout(ctx, 20*time.Millisecond, 5*time.Second, true, func(context.Context) (bool, error) {
		list, err := c.typed.CoreV1().Events(c.namespace).List(ctx, metav1.ListOptions{FieldSelector: "involvedObject.name=double,reason=Tested"})
		last = list
		return err == nil && len(list.Items) == 1 && list.Items[0].Count == 3, nil
	})
	if err != nil {
		return fmt.Errorf("%w: %v", err, last)
	}
	newer, err := c.typed.EventsV1().Events(c.namespace).List(ctx, metav1.ListOptions{FieldSelector: "regarding.name=double"})
	return first(err, want("in events.k8s.io", len(newer.Items), 1), want("note", newer.Items[0].Note, "number 1"),
		want("count", newer.Items[0].DeprecatedCount, 3))
}

func graceful(ctx context.Context, c *clients) error {
	pods := c.typed.CoreV1().Pods(c.namespace)
	if _, err := pods.Create(ctx, pod("graceful"), metav1.CreateOptions{}); err != nil {
		return err
	}
	binding := &corev1.Binding{ObjectMeta: metav1.ObjectMeta{Name: "graceful"}, Target: corev1.ObjectReference{Kind: "Node", Name: "node-1"}}
	if err := pods.Bind(ctx, binding, metav1.CreateOptions{}); err != nil {
		return err
	}
	if err := pods.Delete(ctx, "graceful", metav1.DeleteOptions{}); err != nil {
		return err
	}
	going, err := pods.Get(ctx, "graceful", metav1.GetOptions{})
	if err != nil {
		return err
	}
	if err := first(want("grace", *going.DeletionGracePeriodSeconds, 30), want("generation", going.Generation, 2)); err != nil {
		return err
	}
	zero := int64(0)
	if err := pods.Delete(ctx, "graceful", metav1.DeleteOptions{GracePeriodSeconds: &zero}); err != nil {
		return err
	}
	_, err = pods.Get(ctx, "graceful", metav1.GetOptions{})
	return want("gone", errors.IsNotFound(err), true)
}
