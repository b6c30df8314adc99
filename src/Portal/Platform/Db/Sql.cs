using Npgsql;

namespace Portal.Platform.Db;

/// <summary>Turns SQL with <c>@name</c> parameters and an anonymous object of arguments into an Npgsql command.</summary>
static class Sql
{
    public static NpgsqlBatchCommand Command(string sql, object? args)
    {
        var shape = SqlShape.Of(sql, args?.GetType());
        var command = new NpgsqlBatchCommand(shape.Text);
        Fill(command, shape, args);
        return command;
    }

    /// <summary>The same for many rows in one insert, see <see cref="Work.AddRows"/>.</summary>
    public static NpgsqlBatchCommand Rows<T>(string sql, IReadOnlyList<T> rows) where T : class
    {
        var shape = SqlShape.Of(sql, typeof(T), rows.Count);
        var command = new NpgsqlBatchCommand(shape.Text);
        foreach (var row in rows) Fill(command, shape, row);
        return command;
    }

    static void Fill(NpgsqlBatchCommand command, SqlShape shape, object? args)
    {
        foreach (var (property, type) in shape.Slots)
        {
            var parameter = new NpgsqlParameter { Value = Plain(property.GetValue(args)) };
            if (type is { } known) parameter.NpgsqlDbType = known;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>What PostgreSQL stores for a value of the portal's own types.</summary>
    static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        PersonId person => person.Value,
        DateTimeOffset at => at.ToUniversalTime(),
        Enum name => EnumText.Of(name),
        _ => value,
    };

    /// <summary>True when the statement failed on the named constraint: rule 6, its name becomes an outcome.</summary>
    public static bool Violates(this PostgresException e, string constraint) => e.ConstraintName == constraint;
}
