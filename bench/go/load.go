// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes"
)

const (
	maxPodsPerReplicaSet = 50
	teams                = 10 // namespaces
	nodes                = 200
	writers              = 24
	single               = "single" // the namespace of Pod 0 alone, for a list that is small
)

// load creates Pods as a controller manager does and then writes their status as a kubelet does, so that they have the
// managed fields of both.
func load(ctx context.Context, cs *kubernetes.Clientset) error {
	for k := -1; k < teams; k++ {
		ns := single
		if k >= 0 {
			ns = fmt.Sprintf("team-%d", k)
		}
		_, err := cs.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: ns}}, metav1.CreateOptions{})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return err
		}
	}
	work := make(chan int)
	failed := make(chan error, *pods)
	var all sync.WaitGroup
	for w := 0; w < writers; w++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := range work {
				if err := create(ctx, cs, i); err != nil {
					failed <- err
				}
			}
		}()
	}
	for i := 0; i < *pods; i++ {
		work <- i
	}
	close(work)
	all.Wait()
	close(failed)
	var errs []error
	for err := range failed {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func create(ctx context.Context, cs *kubernetes.Clientset, i int) error {
	ns := fmt.Sprintf("team-%d", replicaSet(i)%teams)
	if i == 0 {
		ns = single
	}
	p, err := cs.CoreV1().Pods(ns).Create(ctx, pod(i, ns), metav1.CreateOptions{FieldManager: "kube-controller-manager"})
	if err != nil {
		return err
	}
	p.Status = status(i)
	_, err = cs.CoreV1().Pods(ns).UpdateStatus(ctx, p, metav1.UpdateOptions{FieldManager: "kubelet"})
	return err
}

// replicaSet is the number of that of Pod i. They have 50 Pods each, or fewer where there are more templates than that
// leaves replica sets.
func replicaSet(i int) int {
	return i / max(1, min(maxPodsPerReplicaSet, *pods/max(1, *templates)))
}

// suffix tells templates apart; that of the first is empty.
func suffix(replicaSet int) string {
	if t := replicaSet % max(1, *templates); t > 0 {
		return fmt.Sprintf("-%d", t)
	}
	return ""
}

func pod(i int, ns string) *corev1.Pod {
	yes := true
	seconds := int64(300)
	rs := replicaSet(i)
	s := suffix(rs)
	owner := fmt.Sprintf("web-%d-7c5dd89dbb", rs)
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name: fmt.Sprintf("%s-%05x", owner, i), Namespace: ns,
			Labels: map[string]string{
				"app.kubernetes.io/name":     "web" + s,
				"app.kubernetes.io/instance": fmt.Sprintf("web-%d", rs),
				"app.kubernetes.io/part-of":  "shop",
				"pod-template-hash":          "7c5dd89dbb",
				"tier":                       "frontend",
			},
			Annotations: map[string]string{
				"prometheus.io/scrape":              "true",
				"prometheus.io/port":                "8080",
				"kubectl.kubernetes.io/restartedAt": "2026-11-01T10:00:00Z",
			},
			OwnerReferences: []metav1.OwnerReference{{
				APIVersion: "apps/v1", Kind: "ReplicaSet", Name: owner,
				UID: types.UID(fmt.Sprintf("00000000-0000-0000-0000-%012d", rs)), Controller: &yes, BlockOwnerDeletion: &yes,
			}},
		},
		Spec: corev1.PodSpec{
			ServiceAccountName: "web" + s,
			NodeName:           fmt.Sprintf("node-%d", i%nodes),
			Volumes: []corev1.Volume{
				{Name: "config", VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
					LocalObjectReference: corev1.LocalObjectReference{Name: "web-config" + s}}}},
				{Name: "tmp", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}},
			},
			Containers: []corev1.Container{
				{
					Name:  "web",
					Image: "registry.example.com/shop/web" + s + ":1.42.0",
					Ports: []corev1.ContainerPort{{Name: "http", ContainerPort: 8080}, {Name: "metrics", ContainerPort: 9090}},
					Env: []corev1.EnvVar{
						{Name: "LOG_LEVEL", Value: "info"},
						{Name: "DB_HOST", Value: "db" + s + ".shop.svc"},
						{Name: "POD_IP", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "status.podIP"}}},
						{Name: "DB_PASSWORD", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{
							LocalObjectReference: corev1.LocalObjectReference{Name: "db" + s}, Key: "password"}}},
					},
					Resources: corev1.ResourceRequirements{
						Requests: corev1.ResourceList{"cpu": resource.MustParse("250m"), "memory": resource.MustParse("256Mi")},
						Limits:   corev1.ResourceList{"memory": resource.MustParse("512Mi")},
					},
					VolumeMounts: []corev1.VolumeMount{{Name: "config", MountPath: "/etc/web", ReadOnly: true}, {Name: "tmp", MountPath: "/tmp"}},
					LivenessProbe: &corev1.Probe{
						ProbeHandler:  corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: "/healthz", Port: intstr.FromInt32(8080)}},
						PeriodSeconds: 10,
					},
				},
				{
					Name:  "proxy",
					Image: "registry.example.com/mesh/proxy:2.3.1",
					Args:  []string{"--log-level", "warn", "--admin-port", "15000"},
					Resources: corev1.ResourceRequirements{
						Requests: corev1.ResourceList{"cpu": resource.MustParse("50m"), "memory": resource.MustParse("64Mi")},
					},
				},
			},
			Tolerations: []corev1.Toleration{
				{Key: "node.kubernetes.io/not-ready", Operator: "Exists", Effect: "NoExecute", TolerationSeconds: &seconds},
				{Key: "node.kubernetes.io/unreachable", Operator: "Exists", Effect: "NoExecute", TolerationSeconds: &seconds},
			},
		},
	}
}

func status(i int) corev1.PodStatus {
	now := metav1.Now()
	yes := true
	s := suffix(replicaSet(i))
	condition := func(t corev1.PodConditionType) corev1.PodCondition {
		return corev1.PodCondition{Type: t, Status: "True", LastTransitionTime: now}
	}
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}}
	ip := fmt.Sprintf("10.2.%d.%d", i/250, i%250)
	return corev1.PodStatus{
		Phase: "Running", HostIP: fmt.Sprintf("10.1.0.%d", i%nodes), PodIP: ip, PodIPs: []corev1.PodIP{{IP: ip}},
		StartTime: &now, QOSClass: "Burstable",
		Conditions: []corev1.PodCondition{
			condition("PodReadyToStartContainers"), condition("Initialized"), condition("Ready"),
			condition("ContainersReady"), condition("PodScheduled"),
		},
		ContainerStatuses: []corev1.ContainerStatus{
			{
				Name: "web", Ready: true, Started: &yes, State: running,
				Image:       "registry.example.com/shop/web" + s + ":1.42.0",
				ImageID:     "registry.example.com/shop/web" + s + "@sha256:3f1c9e5f0f7f2b8f1d4d4a6a0e5c1b2a3f1c9e5f0f7f2b8f1d4d4a6a0e5c1b2a",
				ContainerID: fmt.Sprintf("containerd://%064x", i),
			},
			{
				Name: "proxy", Ready: true, Started: &yes, State: running,
				Image:       "registry.example.com/mesh/proxy:2.3.1",
				ImageID:     "registry.example.com/mesh/proxy@sha256:9f1c9e5f0f7f2b8f1d4d4a6a0e5c1b2a3f1c9e5f0f7f2b8f1d4d4a6a0e5c1b2a",
				ContainerID: fmt.Sprintf("containerd://%064x", i+1000000),
			},
		},
	}
}
