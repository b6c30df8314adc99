using Npgsql;

namespace Portal.Platform.Db;

/// <summary>
/// The portal's database. Nothing is read or written without saying as whom: the actor becomes the transaction's
/// row-level security context (see Schema/20261121_0100_platform.sql).
/// </summary>
sealed class PortalDb(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Begins a unit of work as this actor. Costs nothing until the first statement is sent.</summary>
    public Work As(Actor actor) => new(source, actor, clock);
}
