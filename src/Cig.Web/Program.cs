using Cig.Platform;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Sheets;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Web;
using Cig.Web.Audit;
using Cig.Web.Chat;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Configuration["Cig:Data"] ??= "data";
builder.Configuration["Cig:Origin"] ??= "http://127.0.0.1:5080";

var data = builder.Configuration["Cig:Data"]!;
builder.Services.AddSingleton(Faults.Clock(builder));
builder.Services.AddSingleton(builder.Configuration["Cig:Postgres"] is { Length: > 0 } server
    ? Database.PostgreSql(server)
    : Database.SqliteFile(Path.Combine(data, "cig.db"), builder.Configuration.GetValue<int?>("Cig:SqliteMegabytes")));
builder.Services.AddCigPlatform();
if (builder.Configuration["Cig:Redis"] is { Length: > 0 } redis)
    builder.Services.AddHostedService(p => new NodeHints(redis, p.GetRequiredService<ConversationLog>(), p.GetRequiredService<ILogger<NodeHints>>()));
builder.AddSite();
builder.AddSignIn();
builder.UseLoopbackTls();
builder.AddChat();

var app = builder.Build();
if (IdentityCommand.Asked(args))
{
    Schema.Apply(app.Services.GetRequiredService<Database>());
    return await IdentityCommand.Run(app.Services, args, Console.Out);
}

if (AuditCommand.Asked(args))
{
    Schema.Apply(app.Services.GetRequiredService<Database>());
    return await AuditCommand.Run(app.Services, args, Console.Out);
}

try
{
    app.Services.GetRequiredService<IdentityCheck>().StopUnlessSafe();
}
catch (InvalidOperationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

Schema.Apply(app.Services.GetRequiredService<Database>());
if (app.Configuration["Identity:Staff:FirstAdministrator"] is { Length: > 0 } first)
    await app.Services.GetRequiredService<StaffDesk>().EnsureAdministrator(first, default);
await app.Services.GetRequiredService<SheetDesk>().LoadFirst();
if (!app.Environment.IsProduction())
{
    await DemoStories.Load(app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<TimeProvider>());
    await app.Services.GetRequiredService<ChatHours>().OpenForDemo();
}

app.UseSite();
app.MapSignIn();
app.MapChat();
app.MapSite();
app.SayHowToSignIn();
await app.RunAsync();
return 0;

/// <summary>The host, as tests start it.</summary>
public sealed partial class Program;
