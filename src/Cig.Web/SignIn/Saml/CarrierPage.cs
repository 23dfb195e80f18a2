using System.Text;
using System.Text.Encodings.Web;
using Cig.Web.Language;

namespace Cig.Web.SignIn.Saml;

/// <summary>
/// The page that carries a message to a provider: one form that sends itself, and a button for who has no script. It may send to another site, which no other page may.
/// </summary>
public static class CarrierPage
{
    public static string Write(HttpContext http, Carrier carrier)
    {
        var say = http.RequestServices.GetRequiredService<Say>();
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";

        // A provider may lead on to other hosts of its own, and a browser holds the whole way against this rule.
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.ToString().Replace("form-action 'self'", $"form-action 'self' https: {carrier.Address.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal);

        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="{say.Code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(say["Vai al tuo gestore di identità"])} - {Text(say["Piattaforma unica CIG"])}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/dist/cig.css"><script type="module" src="/dist/invia.js"></script></head>
            <body><main class="container my-4"><h1>{Text(say["Vai al tuo gestore di identità"])}</h1><p>{Text(say["Se non succede nulla, premi il bottone."])}</p>
            """);
        if (carrier.Method == "post")
        {
            html.Append($"""<form method="post" action="{Text(carrier.Address.AbsoluteUri)}" data-invia>""");
            foreach (var (name, value) in carrier.Fields)
                html.Append($"""<input type="hidden" name="{Text(name)}" value="{Text(value)}">""");
            html.Append($"""<button class="btn btn-primary" type="submit">{Text(say["Continua"])}</button></form>""");
        }
        else
        {
            html.Append($"""<p><a class="btn btn-primary" data-invia href="{Text(carrier.AsAddress)}">{Text(say["Continua"])}</a></p>""");
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
