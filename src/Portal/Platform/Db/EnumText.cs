using System.Collections.Concurrent;
using System.Data;
using System.Text.RegularExpressions;
using Dapper;

namespace Portal.Platform.Db;

/// <summary>Enums are kebab-case text in the database and in URLs: <c>OnSite</c> is <c>on-site</c>.</summary>
static partial class EnumText
{
    static readonly ConcurrentDictionary<Enum, string> names = new();

    public static string Of(Enum value) => names.GetOrAdd(value, v => Boundary().Replace(v.ToString(), "-").ToLowerInvariant());

    public static T Parse<T>(string text) where T : struct, Enum =>
        TryParse<T>(text, out var value) ? value : throw new FormatException($"'{text}' is not a {typeof(T).Name}.");

    /// <summary>By the name only: neither "1" nor "sitting,lying" is one.</summary>
    public static bool TryParse<T>(string? text, out T value) where T : struct, Enum =>
        Enum.TryParse(text?.Replace("-", ""), ignoreCase: true, out value) && Enum.IsDefined(value) && text!.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(text![0]);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Boundary();
}

/// <summary>Tells Dapper how the portal's own types read. Registered once, by AddPortalDb.</summary>
static class RowTypes
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new PersonIdText());
        SqlMapper.AddTypeHandler(new Instant());
    }

    sealed class PersonIdText : SqlMapper.TypeHandler<PersonId>
    {
        public override PersonId Parse(object value) => new((Guid)value);
        public override void SetValue(IDbDataParameter parameter, PersonId value) => parameter.Value = value.Value;
    }

    sealed class Instant : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value is DateTimeOffset at ? at : new DateTimeOffset((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }
}
