namespace Portal.Features.Cases.Attachments;

/// <summary>The SQL of attachments. Who may is said by the walls: whoever sees the case.</summary>
static class AttachmentQueries
{
    public const string Insert = """
        insert into cases.attachment (id, case_id, message_id, name, media_type, content, at)
        values (@id, @case_id, @message_id, @name, @media_type, @content, @now)
        """;

    public const string Of = """
        select id, message_id, name, media_type, octet_length(content) as size from cases.attachment where case_id = @case_id order by at, id
        """;

    public const string One = """
        select a.id, a.message_id, a.name, a.media_type, octet_length(a.content) as size, a.content, c.subject
        from cases.attachment a join cases.case c on c.id = a.case_id where a.id = @id and a.case_id = @case_id
        """;
}
