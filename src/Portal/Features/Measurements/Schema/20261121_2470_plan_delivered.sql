-- Of a plan only how it stands is changed (plans): and how far the patient record knows of it.
grant update (delivered_version) on measurements.plan to portal_app;
