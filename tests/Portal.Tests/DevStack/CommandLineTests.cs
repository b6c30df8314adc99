using Portal.DevStack;

namespace Portal.Tests.DevStack;

public class CommandLineTests
{
    [Fact]
    public void Without_options_everything_starts_on_the_usual_ports()
    {
        var (options, error) = CommandLine.Parse([]);
        Assert.Null(error);
        Assert.Equal((5080, null, false, false), (options!.Port, options.Data, options.Fresh, options.Help));
        Assert.Empty(options.Without);
    }

    [Fact]
    public void Options_take_their_value_after_a_space_or_an_equals_sign()
    {
        var (spaced, _) = CommandLine.Parse(["--port", "7000", "--data", "/srv/x", "--fresh", "--without", "portal", "--without", "ehr"]);
        var (equals, _) = CommandLine.Parse(["--port=7000", "--data=/srv/x", "--fresh", "--without=portal", "--without=ehr"]);
        foreach (var options in new[] { spaced!, equals! })
        {
            Assert.Equal((7000, "/srv/x", true), (options.Port, options.Data, options.Fresh));
            Assert.Equal(["portal", "ehr"], options.Without);
        }
    }

    [Theory]
    [InlineData("There is no option \"--prot\".", "--prot", "7000")]
    [InlineData("There is no option \"fresh\".", "fresh")]
    [InlineData("--port needs a value after it.", "--port")]
    [InlineData("--data needs a value after it.", "--data", "--fresh")]
    [InlineData("--data needs the name of a directory.", "--data=")]
    [InlineData("--fresh takes no value.", "--fresh=yes")]
    [InlineData("--port takes a number from 1024 to 65527, not \"80\".", "--port", "80")]
    [InlineData("--port takes a number from 1024 to 65527, not \"65528\".", "--port", "65528")]
    [InlineData("--port takes a number from 1024 to 65527, not \"http\".", "--port=http")]
    [InlineData("--without takes one of postgres, identity-provider, ehr, national, portal, not \"mail\".", "--without", "mail")]
    public void What_is_wrong_is_said_in_a_sentence(string sentence, params string[] args)
    {
        var (options, error) = CommandLine.Parse(args);
        Assert.Null(options);
        Assert.Equal(sentence, error);
    }

    [Theory]
    [InlineData("v20.20.2", true)]
    [InlineData("v26.1.0", true)]
    [InlineData("v18.19.1", false)]
    [InlineData("not a version", false)]
    public void Node_20_or_newer_will_do(string version, bool enough) => Assert.Equal(enough, Node.IsNewEnough(version));
}
