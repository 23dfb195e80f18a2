using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cig.Rules;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Cig.Platform.Translation;

/// <summary>From which language into which.</summary>
public sealed record Way(Tongue From, Tongue To)
{
    public string FromCode => From.Code;

    public string ToCode => To.Code;
}

/// <summary>What became of the wish to read a message in one's own language.</summary>
public abstract record Translated
{
    private Translated()
    {
    }

    /// <summary>What the engine made of it. It is shown beside the original, and kept nowhere.</summary>
    public sealed record Done(string Text, Way Way) : Translated;

    /// <summary>The engine is away, slow, or gave no usable answer.</summary>
    public sealed record NotAvailable : Translated;

    /// <summary>The message is longer than what is translated, in characters.</summary>
    public sealed record TooLong(int Longest) : Translated;

    /// <summary>The reader asked more often than a person does.</summary>
    public sealed record TooOften : Translated;

    /// <summary>No engine is set.</summary>
    public sealed record NotOffered : Translated;

    /// <summary>The reader's language is that of the message.</summary>
    public sealed record NotNeeded : Translated;

    /// <summary>For this reader there is no such message.</summary>
    public sealed record NotFound : Translated;
}

/// <summary>
/// Asks the institution's engine and nobody else: no proxy, no redirect. The interface is LibreTranslate's as its own source describes it (<c>libretranslate/app.py</c>): a POST to <c>/translate</c> of
/// <c>q</c>, <c>source</c>, <c>target</c>, <c>format</c> and, where the server wants one, <c>api_key</c>, answered by <c>translatedText</c>; 400 for what it cannot take (a language that is not loaded, more
/// characters than its limit), 403, 429 and 500 otherwise, with <c>error</c>, whose words may hold the text and are not read. What it gave is remembered for a while in this node's memory alone.
/// </summary>
public sealed class Translator : IDisposable
{
    /// <summary>How long the engine is left alone after it failed again and again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>Characters that the memory holds at most.</summary>
    private const int Room = 2_000_000;
    private const int LargestAnswer = 256 * 1024;
    private const int LinesToEngine = 8;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly EngineSetting? _setting;
    private readonly ILogger _log;
    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = Room });
    private readonly SemaphoreSlim _lines = new(LinesToEngine);
    private readonly ResiliencePipeline<Answer> _circuit;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 16, MaxConnectionsPerServer = LinesToEngine })
    {
        Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer,
    };

    public Translator(EngineSetting? setting, TimeProvider time, ILogger<Translator> log)
    {
        (_setting, _log) = (setting, log);
        _circuit = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }.AddCircuitBreaker(new()
        {
            ShouldHandle = new PredicateBuilder<Answer>().HandleResult(a => a.EngineFailed), FailureRatio = 0.5, MinimumThroughput = 5, SamplingDuration = TimeSpan.FromMinutes(1), BreakDuration = Rest,
            OnOpened = _ =>
            {
                log.LogWarning("The translation engine is not asked for {Seconds} seconds.", Rest.TotalSeconds);
                return default;
            },
        }).Build();
    }

    /// <summary>Whether there is an engine.</summary>
    public bool Offered => _setting is not null;

    /// <summary>Longest message that is translated, in characters.</summary>
    public int Longest => _setting?.Longest ?? 0;

    /// <summary>A translation that this node still has in its memory.</summary>
    public Translated.Done? Remember(string text, Way way) => _memory.TryGetValue(Key(text, way), out string? known) ? new(known!, way) : null;

    public async Task<Translated> Translate(string text, Way way, CancellationToken stop)
    {
        if (_setting is null)
            return new Translated.NotOffered();
        if (text.Length > _setting.Longest)
            return new Translated.TooLong(_setting.Longest);
        if (Remember(text, way) is { } known)
            return known;

        // Waiting for others is no failure of the engine, whose own time begins when it is asked.
        if (!await _lines.WaitAsync(_setting.Patience, stop))
            return new Translated.NotAvailable();
        try
        {
            var answer = await _circuit.ExecuteAsync(async enough => await Ask(_setting, text, way, enough), stop);
            if (answer.Text is null)
                return new Translated.NotAvailable();
            _memory.Set(Key(text, way), answer.Text, new MemoryCacheEntryOptions { Size = answer.Text.Length + 100, SlidingExpiration = Remembered });
            return new Translated.Done(answer.Text, way);
        }
        catch (BrokenCircuitException)
        {
            return new Translated.NotAvailable();
        }
        finally
        {
            _lines.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _lines.Dispose();
        _memory.Dispose();
    }

    private static string Key(string text, Way way) => Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes($"{way.FromCode}>{way.ToCode}\n{text}")));

    private async Task<Answer> Ask(EngineSetting setting, string text, Way way, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(setting.Patience);
        try
        {
            using var question = JsonContent.Create(new Question(text, way.FromCode, way.ToCode, "text", setting.Key), EngineJson.Default.Question);
            using var answer = await _http.PostAsync(setting.Address, question, enough.Token);
            if (answer.StatusCode != HttpStatusCode.OK)
                return Failed($"it answered {(int)answer.StatusCode}", answer.StatusCode != HttpStatusCode.BadRequest);

            var words = JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(enough.Token), EngineJson.Default.Reply)?.TranslatedText;
            return string.IsNullOrWhiteSpace(words) || words.Contains('\0', StringComparison.Ordinal) ? Failed("its answer holds no translation") : new(words);
        }
        catch (JsonException)
        {
            return Failed("its answer is not what such an engine gives");
        }
        catch (HttpRequestException e)
        {
            return Failed($"{e.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Failed($"no answer in {setting.Patience.TotalSeconds} seconds");
        }
    }

    /// <summary>No text and no answer of the engine goes into the log: an error may repeat what was said.</summary>
    private Answer Failed(string why, bool engineFailed = true)
    {
        _log.LogWarning("The translation engine gave no translation: {Reason}.", why);
        return new(null, engineFailed);
    }

    /// <param name="EngineFailed">Whether it would have failed with another text too.</param>
    private sealed record Answer(string? Text, bool EngineFailed = false);
}

internal sealed record Question(string Q, string Source, string Target, string Format, [property: JsonPropertyName("api_key"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ApiKey);

internal sealed record Reply(string? TranslatedText);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Reply))]
internal sealed partial class EngineJson : JsonSerializerContext;
