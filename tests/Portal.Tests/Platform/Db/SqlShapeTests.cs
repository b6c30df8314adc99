using Portal.Platform.Db;

namespace Portal.Tests.Platform.Db;

public class SqlShapeTests
{
    [Fact]
    public void A_name_is_one_number_however_often_it_is_used()
    {
        var shape = SqlShape.Of("select @b::int, @a, @b where @a <@ array[@b]", new { a = 1, b = 2, not_used = 3 }.GetType());
        Assert.Equal("select $1::int, $2, $1 where $2 <@ array[$1]", shape.Text);
        Assert.Equal(["b", "a"], shape.Slots.Select(s => s.Property.Name));
    }

    [Fact]
    public void Texts_comments_and_operators_are_left_alone()
    {
        const string sql = "select 'a@b.fi', \"@column\", a @> b -- @nobody";
        Assert.Equal(sql, SqlShape.Of(sql, null).Text);
    }

    [Fact]
    public void The_row_of_an_insert_is_repeated_with_numbers_of_its_own() => Assert.Equal(
        "insert into t (a, b, c) values ($1, $2::jsonb, $1), ($3, $4::jsonb, $3), ($5, $6::jsonb, $5) on conflict do nothing",
        SqlShape.Of("insert into t (a, b, c) values (@a, @b::jsonb, @a) on conflict do nothing", new { a = 1, b = "" }.GetType(), rows: 3).Text);

    [Fact]
    public void A_forgotten_argument_is_named() =>
        Assert.Contains("@missing", Assert.Throws<ArgumentException>(() => SqlShape.Of("select @missing", new { other = 1 }.GetType())).Message);
}
