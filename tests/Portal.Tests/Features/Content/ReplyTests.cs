using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>Reply templates: what the reader refuses, and how the variables are filled.</summary>
public sealed class ReplyTests : IDisposable
{
    readonly SampleContent content = new();

    public void Dispose() => content.Dispose();

    [Theory]
    [InlineData("Hei {resident}", "Hei {patient}", "hello.yaml:5: text.fi has {patient}, but the variables are {resident}, {nurse}")]
    [InlineData("Hej {resident}", "Hej {Resident}", "text.sv has {Resident}")]
    [InlineData("Hej {resident}, {unit}.", "Hej {unit}.", "text.sv does not have the same variables as the Finnish")]
    [InlineData("{unit}: hello {resident}.", "{unit}: hello {resident}, {phone}.", "text.en does not have the same variables as the Finnish")]
    [InlineData("Hej {resident}", "Hej {resident", "text.sv has a brace without its pair")]
    [InlineData("Hej {resident}", "Hej resident}", "text.sv has a brace without its pair")]
    [InlineData("queues: [desk]", "queues: [desk, spa]", "queues has 'spa', which does not exist")]
    [InlineData("queues: [desk]", "queues: every", "queues must be a list")]
    [InlineData("kind: greeting", "kind: joke", "kind is 'joke', but must be one of greeting, question, answer, closing")]
    [InlineData("id: hello", "id: hullo", "must be the same as the file's name")]
    public void A_fault_in_a_reply_is_named(string old, string with, string problem) => content.Refuses("replies/hello.yaml", old, with, problem);

    [Fact]
    public void A_reply_is_offered_in_its_queues_and_in_the_order_of_a_conversation()
    {
        content.Write("replies/bye.yaml", """
            id: bye
            kind: closing
            queues: all
            name: { fi: Hei hei, sv: Hej då, en: Goodbye }
            text: { fi: Kiitos., sv: Tack., en: Thanks. }
            """);
        var facade = new ContentFacade(content.Read());
        Assert.Equal(["hello", "bye"], facade.Replies("desk").Select(r => r.Id));
        Assert.Equal(["bye"], facade.Replies("other").Select(r => r.Id));
        Assert.Equal([ReplyVariable.Resident, ReplyVariable.Unit], facade.Reply("hello")!.Variables);
        Assert.Null(facade.Reply("no-such"));
    }

    [Fact]
    public void Variables_are_filled_in_the_residents_language()
    {
        var filled = Hello.Fill("en", new Dictionary<ReplyVariable, string> { [ReplyVariable.Resident] = " Aino ", [ReplyVariable.Unit] = "Health centre" });
        Assert.Equal("Health centre: hello Aino.", filled.Text);
        Assert.Empty(filled.Missing);
    }

    [Fact]
    public void A_variable_without_a_value_stays_and_is_told()
    {
        var filled = Hello.Fill("sv", new Dictionary<ReplyVariable, string> { [ReplyVariable.Resident] = " " });
        Assert.Equal("Hej {resident}, {unit}.", filled.Text);
        Assert.Equal([ReplyVariable.Resident, ReplyVariable.Unit], filled.Missing);
        Assert.Equal(filled.Missing, Reply.Unfilled(filled.Text));
        Assert.Empty(Reply.Unfilled("Käytä {omia sulkeita} ja {Unit}, {} {1}."));
    }

    [Fact]
    public void A_value_is_never_read_as_a_template()
    {
        var filled = Hello.Fill("fi", new Dictionary<ReplyVariable, string> { [ReplyVariable.Resident] = "{unit} $0", [ReplyVariable.Unit] = "Asema" });
        Assert.Equal("Hei {unit} $0, Asema.", filled.Text);
        Assert.Empty(filled.Missing);
    }

    Reply Hello => content.Read().Replies.Single();
}
