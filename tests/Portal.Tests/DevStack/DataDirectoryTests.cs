using Portal.DevStack;

namespace Portal.Tests.DevStack;

public sealed class DataDirectoryTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("portal-test-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_directory_that_somebody_else_made_is_left_alone()
    {
        var thesis = Path.Combine(root, "thesis.doc");
        File.WriteAllText(thesis, "years of work");
        var refusal = Assert.Throws<StackException>(() => DataDirectory.Open(root, fresh: true));
        Assert.Contains("was not made by DevStack", refusal.Message);
        Assert.Equal("years of work", File.ReadAllText(thesis));
    }

    [Fact]
    public void Fresh_empties_what_DevStack_made_and_only_then()
    {
        using (var first = DataDirectory.Open(root, fresh: false))
            File.WriteAllText(Path.Combine(first.Folder("postgres"), "x"), "");
        using (var kept = DataDirectory.Open(root, fresh: false)) Assert.True(File.Exists(kept.PathOf("postgres/x")));
        using (var emptied = DataDirectory.Open(root, fresh: true)) Assert.False(Directory.Exists(emptied.PathOf("postgres")));
    }

    [Fact]
    public void Two_stacks_never_share_one()
    {
        using var first = DataDirectory.Open(root, fresh: false);
        var refusal = Assert.Throws<StackException>(() => DataDirectory.Open(root, fresh: true));
        Assert.Contains($"Another DevStack (process {Environment.ProcessId}) is running on {root}", refusal.Message);
    }

    [Fact]
    public void Secrets_are_made_once_for_this_user_only()
    {
        using var data = DataDirectory.Open(root, fresh: false);
        var secrets = Secrets.Of(data);
        var again = Secrets.Of(data);
        Assert.Equal((secrets.PostgresPassword, secrets.OwnerPassword, secrets.AppPassword, secrets.IdentityKey, secrets.MasterKey),
            (again.PostgresPassword, again.OwnerPassword, again.AppPassword, again.IdentityKey, again.MasterKey));
        Assert.Equal(32, Convert.FromBase64String(secrets.IdentityKey).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.PathOf("secrets.json")));
    }

    [Fact]
    public void A_secret_that_a_newer_version_needs_is_added_and_the_others_stay()
    {
        using var data = DataDirectory.Open(root, fresh: false);
        data.WritePrivate("secrets.json", """{ "ownerPassword": "kept" }""");
        Assert.Equal("kept", Secrets.Of(data).OwnerPassword);
        Assert.Equal(Secrets.Of(data).MasterKey, Secrets.Of(data).MasterKey);
    }

    [Fact]
    public void A_temporary_one_goes_when_it_is_done_with()
    {
        string path;
        using (var data = DataDirectory.Open(null, fresh: false))
        {
            path = data.Root;
            Assert.True(Directory.Exists(path));
        }
        Assert.False(Directory.Exists(path));
    }
}
