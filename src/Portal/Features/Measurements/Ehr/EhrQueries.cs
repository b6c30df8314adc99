namespace Portal.Features.Measurements.Ehr;

/// <summary>The SQL of the portal's copy of what the patient record holds.</summary>
static class EhrQueries
{
    const string LookColumns = "select l.tried_at, l.looked_at, l.fault, l.left_out, l.cut from measurements.ehr_look l where l.subject = @subject";

    public const string Look = LookColumns;

    /// <summary>It answered: from now on the copy is as it is now.</summary>
    public const string Answered = """
        insert into measurements.ehr_look (subject, tried_at, looked_at, left_out, cut) values (@subject, @now, @now, @left_out, @cut)
        on conflict (subject) do update set tried_at = excluded.tried_at, looked_at = excluded.looked_at, fault = null, left_out = excluded.left_out, cut = excluded.cut
        """;

    public const string Silent = """
        insert into measurements.ehr_look (subject, tried_at, fault) values (@subject, @now, @fault)
        on conflict (subject) do update set tried_at = excluded.tried_at, fault = excluded.fault
        """;

    public const string Others = "delete from measurements.ehr_copy where subject = @subject and source <> all(@sources)";

    /// <summary>What a professional has noted stays while the record's version stays.</summary>
    public const string Keep = """
        insert into measurements.ehr_copy (subject, source, version_id, reading, reading_version, differs, open_to_delegate, laboratory, measure, code, name, at, day_only, status,
          value1, value2, value3, unit, value_text, low, high, range_text, interpretation, comment, performer)
        values (@subject, @source, @version_id, @reading, @reading_version, @differs, @open_to_delegate, @laboratory, @measure, @code, @name, @at, @day_only, @status,
          @value1, @value2, @value3, @unit, @value_text, @low, @high, @range_text, @interpretation, @comment, @performer)
        on conflict (subject, source) do update set version_id = excluded.version_id, reading = excluded.reading, reading_version = excluded.reading_version, differs = excluded.differs,
          open_to_delegate = excluded.open_to_delegate, laboratory = excluded.laboratory, measure = excluded.measure, code = excluded.code, name = excluded.name, at = excluded.at,
          day_only = excluded.day_only, status = excluded.status, value1 = excluded.value1, value2 = excluded.value2, value3 = excluded.value3, unit = excluded.unit,
          value_text = excluded.value_text, low = excluded.low, high = excluded.high, range_text = excluded.range_text, interpretation = excluded.interpretation,
          comment = excluded.comment, performer = excluded.performer,
          noted_by = case when ehr_copy.version_id = excluded.version_id then ehr_copy.noted_by end, noted_at = case when ehr_copy.version_id = excluded.version_id then ehr_copy.noted_at end
        """;

    /// <summary>Which versions were delivered, to compare what came back with.</summary>
    public const string Delivered = """
        select r.id, r.version, r.measured_at, r.value1, r.value2, r.value3, r.meter_shows, r.withdraws, r.measure,
          (select n.open_to_delegate from measurements.reading n where n.id = r.id and n.latest) as open_to_delegate
        from measurements.reading r where r.subject = @subject and r.id = any(@ids)
        """;

    const string Columns = "select " + Fields + " from measurements.ehr_copy c";

    const string Fields = """
        c.subject, c.source, c.version_id, c.reading, c.reading_version, c.differs, c.open_to_delegate, c.laboratory, c.measure, c.code, c.name, c.at, c.day_only, c.status,
          c.value1, c.value2, c.value3, c.unit, c.value_text, c.low, c.high, c.range_text, c.interpretation, c.comment, c.performer
        """;

    /// <summary>The record's own, without what came from the portal; the newest first.</summary>
    public const string Results = Columns + " where c.subject = @subject and c.reading is null order by c.laboratory desc, c.at desc, c.source limit @limit";

    const string IsOfMeasure = "c.subject = @subject and c.measure = @measure and c.reading is null and c.at >= @from and c.at < @until";

    /// <summary>The record's own measurements of a measure between two moments.</summary>
    public const string OfMeasure = Columns + " where " + IsOfMeasure + " order by c.at desc, c.source limit 2000";

    /// <summary>The same and how it stands with the record, in one look: at least one row, whose entry may be none.</summary>
    public const string OfMeasureAndLook = "select l.tried_at, l.looked_at, l.fault, coalesce(l.left_out, 0) as left_out, coalesce(l.cut, false) as cut, " + Fields + """
         from (select 1) one
        left join measurements.ehr_look l on l.subject = @subject
        left join measurements.ehr_copy c on
        """ + " " + IsOfMeasure + " order by c.at desc, c.source limit 2000";

    /// <summary>Of some readings, those that say something else in the record.</summary>
    public const string Changed = Columns + " where c.subject = @subject and c.reading = any(@ids) and c.differs";

    /// <summary>Differences that nobody has noted yet, the newest first; the walls leave those of the professional's own unit.</summary>
    public const string Differences = Columns + " where c.differs and c.noted_at is null order by c.at desc limit 200";

    /// <summary>Whether the professional sees anything that the person has sent.</summary>
    public const string Sees = "select exists (select from measurements.reading r where r.subject = @subject)";

    public const string Note = """
        update measurements.ehr_copy set noted_by = @by, noted_at = @now where reading = @reading and version_id is not distinct from @version_id and differs and noted_at is null
        returning subject
        """;
}
