-- What a resident sends was checked row by row against its case, as if a professional had changed it: any permissive policy may
-- allow a row, and this one did not ask who it was. Now only a professional's change is looked at so.
alter policy reading_staff_reviews on measurements.reading
  with check ((select platform.staff()) is not null and (select platform.subject()) is null and case_id is not null and platform.handles_case(case_id));
