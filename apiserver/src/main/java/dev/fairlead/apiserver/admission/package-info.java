/**
 * What the server makes of an object before it is stored, with a look at other objects.
 *
 * <p>In: an {@link dev.fairlead.apiserver.admission.AdmissionRequest} that was authorized. Out: the
 * object with what the plugins set, warnings, or the Status that refuses it. Never writes: whatever
 * a plugin decides is in the object that it returns. Open {@link
 * dev.fairlead.apiserver.admission.Admission} first; each plugin is one file with the name that
 * kube-apiserver gives it.
 */
@NullMarked
package dev.fairlead.apiserver.admission;

import org.jspecify.annotations.NullMarked;
