using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cig.Bench;
using Cig.Calculators;
using Cig.Rules;
using Cig.Rules.Amounts;

// One run, one machine: what a benefit costs without and with its explanation, as a contract line, as a file of them, and as a start of the native program.
// Within the process it is processor time, which a busy machine lengthens less than the clock; the ratios to a bare pass over the same facts are what can be compared between machines.
const int Rows = 1_000_000;
var facts = BenefitRows.Make(Rows);
long sink = 0;

var bare = Median(() =>
{
    foreach (var f in facts)
        sink += f.MonthlyPay.Cents + f.SupplementedHours.Hundredths + f.WorkableHours.Hundredths;
});
var before = GC.GetAllocatedBytesForCurrentThread();
var exact = Median(() =>
{
    foreach (var f in facts)
        sink += Benefit.AmountsOf(f).Net.Cents;
});
var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (7.0 * Rows);

var some = facts.AsSpan(0, 50_000).ToArray();
var explained = Median(() =>
{
    foreach (var f in some)
        sink += Benefit.For(f).Reasons.Count;
}) * Rows / some.Length;
before = GC.GetAllocatedBytesForCurrentThread();
foreach (var f in some)
    sink += Benefit.For(f).Reasons.Count;
var allocatedExplained = (GC.GetAllocatedBytesForCurrentThread() - before) / some.Length;

var calculator = Calculator.Find("benefit")!;
var lines = Array.ConvertAll(some, BenefitRows.Line);
var contract = Median(() =>
{
    foreach (var line in lines)
        sink += Json.Write(calculator.Ask(line, Readings.Default).ToJson(Tongue.Italian)).Length;
}) * Rows / lines.Length;

Console.WriteLine($"{"what",-34}{"a case",14}{"to a bare pass",18}");
Row("bare pass over the facts", bare);
Row("amounts, unexplained", exact);
Row("amounts, explained in 3 languages", explained);
Row("a line of the contract, with JSON", contract);
Console.WriteLine($"allocated by an unexplained case: {allocated:0} bytes; by an explained one: {allocatedExplained} bytes");
if (args is [var program, ..])
{
    var (clock, work) = Start(program);
    Console.WriteLine($"start of {Path.GetFileName(program)} and one answer: {clock:0.0} ms by the clock, {work:0.0} ms of processor");
    (clock, work) = Lines(program, 100_000);
    Console.WriteLine($"100,000 lines through it: {clock:0.0} s by the clock, {work:0.0} s of processor");
}

Console.WriteLine($"(sum {sink})");

void Row(string what, double seconds) =>
    Console.WriteLine($"{what,-34}{Written(seconds / Rows),14}{seconds / bare,18:0.0}");

static string Written(double seconds) => seconds < 1e-6 ? $"{seconds * 1e9:0.0} ns" : $"{seconds * 1e6:0.0} us";

static double Median(Action run)
{
    run();
    var times = new double[6];
    for (var i = 0; i < times.Length; i++)
    {
        var start = Environment.CpuUsage.TotalTime;
        run();
        times[i] = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    Array.Sort(times);
    return (times[2] + times[3]) / 2;
}

static (double Clock, double Work) Start(string program)
{
    var work = Children();
    var times = new double[21];
    for (var i = 0; i < times.Length; i++)
    {
        var clock = Stopwatch.StartNew();
        using var process = Run(program, "--json");
        process.StandardInput.Write(Calculator.Find("benefit")!.Example);
        process.StandardInput.Close();
        if (!process.StandardOutput.ReadToEnd().Contains("445.12", StringComparison.Ordinal))
            throw new InvalidOperationException("The program did not answer its own example.");
        process.WaitForExit();
        times[i] = clock.Elapsed.TotalMilliseconds;
    }

    Array.Sort(times);
    return (times[times.Length / 2], 1000 * (Children() - work) / times.Length);
}

static (double Clock, double Work) Lines(string program, int count)
{
    var work = Children();
    var lines = BenefitRows.Make(count);
    var clock = Stopwatch.StartNew();
    using var process = Run(program, "--lines");
    var writing = Task.Run(() =>
    {
        foreach (var facts in lines)
            process.StandardInput.WriteLine(BenefitRows.Line(facts));
        process.StandardInput.Close();
    });
    var answers = 0;
    while (process.StandardOutput.ReadLine() is { } answer)
        answers += answer.Contains("net", StringComparison.Ordinal) ? 1 : 0;
    writing.Wait();
    process.WaitForExit();
    return answers == count ? (clock.Elapsed.TotalSeconds, Children() - work) : throw new InvalidOperationException($"The program answered {answers} lines of {count}.");
}

// Processor seconds of the programs that ended, user and system, in hundredths (proc(5)).
static double Children()
{
    var fields = File.ReadAllText("/proc/self/stat").Split(' ');
    return (long.Parse(fields[15], CultureInfo.InvariantCulture) + long.Parse(fields[16], CultureInfo.InvariantCulture)) / 100.0;
}

static Process Run(string program, string how) => Process.Start(new ProcessStartInfo(program)
{
    ArgumentList = { "benefit", how },
    UseShellExecute = false,
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
    StandardInputEncoding = new UTF8Encoding(false),
})!;
