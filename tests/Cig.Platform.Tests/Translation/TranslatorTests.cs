using Cig.Platform.Translation;
using Cig.Rules;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cig.Platform.Tests.Translation;

/// <summary>The engine over HTTP, well and unwell.</summary>
public sealed class TranslatorTests : IAsyncLifetime
{
    private static readonly Way ToItalian = new(Tongue.English, Tongue.Italian);
    private readonly TestClock _clock = new(TestPlatform.Monday);
    private TestEngine _engine = null!;

    /// <summary>What an engine gives that is no translation.</summary>
    public static TheoryData<int, string> Nonsense => new()
    {
        { 200, "<!DOCTYPE html><title>Accedi</title>" }, { 200, "" }, { 200, "null" }, { 200, "[]" }, { 200, "{}" }, { 200, "{\"translatedText\":null}" }, { 200, "{\"translatedText\":7}" },
        { 200, "{\"translatedText\":[\"ciao\"]}" }, { 200, "{\"translatedText\":\"  \"}" }, { 200, "{\"translatedText\":\"a\\u0000b\"}" }, { 200, "{\"translatedText\":\"\\ud800\"}" }, { 200, "{\"translatedText\":\"ciao" },
        { 200, $"{{\"translatedText\":\"{new string('x', 300_000)}\"}}" }, { 201, "{\"translatedText\":\"ciao\"}" }, { 307, "" }, { 400, "{\"error\":\"xx is not supported\"}" },
        { 403, "{\"error\":\"Invalid API key\"}" }, { 404, "" }, { 429, "{\"error\":\"Slowdown\"}" }, { 500, "{\"error\":\"Cannot translate text\"}" }, { 503, "" },
    };

    public async ValueTask InitializeAsync() => _engine = await TestEngine.Start();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task It_asks_as_the_interface_wants_and_for_the_same_words_only_once()
    {
        using var translator = Translator(key: "chiave");
        var first = await translator.Translate("When is it paid?", ToItalian, default);

        Assert.Equal(new Translated.Done("[en>it] When is it paid?", ToItalian), first);
        Assert.Equal("""{"q":"When is it paid?","source":"en","target":"it","format":"text","api_key":"chiave"}""", _engine.Asked.Single().GetRawText());

        Assert.Equal(first, await translator.Translate("When is it paid?", ToItalian, default));
        Assert.Single(_engine.Asked);
        Assert.Equal(first, translator.Remember("When is it paid?", ToItalian));
        Assert.Null(translator.Remember("When is it paid?", new(Tongue.German, Tongue.Italian)));

        using var other = Translator();
        Assert.IsType<Translated.Done>(await other.Translate("When is it paid?", ToItalian, default));
        Assert.False(_engine.Asked.Last().TryGetProperty("api_key", out _));
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Whatever_it_gives_that_is_no_translation_is_none_and_the_next_may_be_one(int status, string body)
    {
        using var translator = Translator();
        _engine.Say(status, body);
        Assert.IsType<Translated.NotAvailable>(await translator.Translate("Good morning", ToItalian, default));
        Assert.Single(_engine.Asked);

        _engine.Instead = null;
        Assert.IsType<Translated.Done>(await translator.Translate("Good morning", ToItalian, default));
    }

    [Fact]
    public async Task Who_is_slow_cuts_the_line_or_is_not_there_gives_no_translation()
    {
        var never = new TaskCompletionSource();
        _engine.Instead = _ => never.Task;
        using var hasty = new Translator(Setting(TimeSpan.FromMilliseconds(50)), _clock, NullLogger<Translator>.Instance);
        Assert.IsType<Translated.NotAvailable>(await hasty.Translate("Good morning", ToItalian, default));
        never.SetResult();

        using var translator = Translator();
        _engine.Instead = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        Assert.IsType<Translated.NotAvailable>(await translator.Translate("Good morning", ToItalian, default));
        using var lost = new Translator(Setting() with { Address = new("http://127.0.0.1:1/translate") }, _clock, NullLogger<Translator>.Instance);
        Assert.IsType<Translated.NotAvailable>(await lost.Translate("Good morning", ToItalian, default));

        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => translator.Translate("Good morning", ToItalian, gone.Token));
    }

    [Fact]
    public async Task An_engine_that_fails_again_and_again_is_left_alone_for_a_while_and_a_text_it_cannot_take_is_no_failure()
    {
        using var translator = Translator();
        _engine.Say(400, "{\"error\":\"text limit\"}");
        for (var i = 0; i < 20; i++)
            await translator.Translate($"Too much {i}", ToItalian, default);
        Assert.Equal(20, _engine.Asked.Count);

        _engine.Say(500, "");
        for (var i = 0; i < 60; i++)
            Assert.IsType<Translated.NotAvailable>(await translator.Translate($"Message {i}", ToItalian, default));
        Assert.InRange(_engine.Asked.Count, 25, 70);
        var asked = _engine.Asked.Count;

        _engine.Instead = null;
        _clock.Now += Cig.Platform.Translation.Translator.Rest - TimeSpan.FromSeconds(1);
        Assert.IsType<Translated.NotAvailable>(await translator.Translate("Good morning", ToItalian, default));
        Assert.Equal(asked, _engine.Asked.Count);

        _clock.Now += TimeSpan.FromSeconds(2);
        Assert.IsType<Translated.Done>(await translator.Translate("Good morning", ToItalian, default));
    }

    [Fact]
    public async Task A_text_of_the_greatest_length_is_translated_and_a_longer_one_goes_nowhere()
    {
        using var translator = new Translator(Setting() with { Longest = 10 }, _clock, NullLogger<Translator>.Instance);

        Assert.IsType<Translated.Done>(await translator.Translate(new('x', 10), ToItalian, default));
        Assert.Equal(new Translated.TooLong(10), await translator.Translate(new('x', 11), ToItalian, default));
        Assert.Single(_engine.Asked);

        using var none = new Translator(null, _clock, NullLogger<Translator>.Instance);
        Assert.False(none.Offered);
        Assert.IsType<Translated.NotOffered>(await none.Translate("Good morning", ToItalian, default));
    }

    [Fact]
    public async Task Any_text_goes_and_comes_back_whole()
    {
        using var translator = Translator();
        await Gen.String[Gen.OneOf(Gen.Char, Gen.Char["<>&\"'\r\n\u2028\ud83d\udcb6"]).Where(c => c != '\0'), 1, 40].SampleAsync(
            async text =>
            {
                // Half of a pair of signs is no text: it travels as the sign for what cannot be read.
                var readable = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
                return await translator.Translate(text, ToItalian, default) is Translated.Done done && done.Text == TestEngine.Of(readable, "en", "it");
            },
            iter: 200, threads: 1);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", true, true)]
    [InlineData("http://localhost:5000/", true, true)]
    [InlineData("http://[::1]:5000", true, true)]
    [InlineData("http://10.1.2.3:5000", true, true)]
    [InlineData("http://192.168.7.8/lingue", true, true)]
    [InlineData("http://[fd00::1]", true, true)]
    [InlineData("https://traduzioni.ente.gov.it", true, true)]
    [InlineData("http://traduzioni.ente.gov.it", true, false)]
    [InlineData("http://traduttore:5000", true, false)]
    [InlineData("http://8.8.8.8:5000", true, false)]
    [InlineData("ftp://10.1.2.3", false, false)]
    [InlineData("10.1.2.3:5000", false, false)]
    [InlineData("http://utente:parola@10.1.2.3", false, false)]
    [InlineData("http://10.1.2.3/?q=x", false, false)]
    [InlineData("http://10.1.2.3/translate", false, false)]
    public void An_address_is_taken_or_refused_with_words_that_mend_it(string address, bool elsewhere, bool inProduction)
    {
        var configuration = Configured(("Address", address));

        Assert.Equal(elsewhere, EngineSetting.Faults(configuration, production: false).Count == 0);
        Assert.Equal(inProduction, EngineSetting.Faults(configuration, production: true).Count == 0);
        Assert.All(EngineSetting.Faults(configuration, production: true), f => Assert.True(f.What.Contains("Cig:Translation:Address", StringComparison.Ordinal) && f.Mend.Length > 0));
        Assert.Equal(elsewhere, EngineSetting.Faults(Configured(("Address", address), ("PlainHttp", "true")), production: true).Count == 0);
    }

    [Theory]
    [InlineData("Seconds", "1", true)]
    [InlineData("Seconds", "30", true)]
    [InlineData("Seconds", "0", false)]
    [InlineData("Seconds", "31", false)]
    [InlineData("Seconds", "presto", false)]
    [InlineData("Longest", "2000", true)]
    [InlineData("Longest", "2001", false)]
    [InlineData("Longest", "0", false)]
    [InlineData("PlainHttp", "forse", false)]
    [InlineData("Adress", "http://127.0.0.1", false)]
    public void Every_other_setting_has_its_bounds_and_a_wrong_name_is_told(string name, string value, bool well)
    {
        var configuration = Configured(("Address", "http://127.0.0.1:5000"), (name, value));
        var faults = EngineSetting.Faults(configuration, production: true);

        Assert.Equal(well, faults.Count == 0);
        if (well)
            Assert.NotNull(EngineSetting.Of(configuration));
        else
            Assert.Contains($"Cig:Translation:{name}", Assert.Throws<InvalidOperationException>(() => EngineSetting.Of(configuration)).Message);
    }

    [Fact]
    public void Without_an_address_nothing_is_translated_and_settings_alone_are_a_mistake()
    {
        Assert.Null(EngineSetting.Of(Configured()));
        Assert.Null(EngineSetting.Of(Configured(("Address", ""))));
        Assert.Contains("no Address", Assert.Throws<InvalidOperationException>(() => EngineSetting.Of(Configured(("Key", "chiave")))).Message);
        Assert.Equal(new EngineSetting(new("http://10.1.2.3/lingue/translate"), "chiave", TimeSpan.FromSeconds(9), 500), EngineSetting.Of(Configured(("Address", "http://10.1.2.3/lingue/"), ("Key", "chiave"), ("Seconds", "9"), ("Longest", "500"))));
    }

    private static IConfiguration Configured(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>($"Cig:Translation:{s.Name}", s.Value))).Build();

    /// <summary>With the patience of a machine that is busy with other tests.</summary>
    private Translator Translator(string? key = null) => new(Setting() with { Key = key }, _clock, NullLogger<Translator>.Instance);

    private EngineSetting Setting(TimeSpan? patience = null) => new(new(_engine.Address + "/translate"), null, patience ?? TimeSpan.FromMinutes(2), 2000);
}
