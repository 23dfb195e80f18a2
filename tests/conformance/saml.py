#!/usr/bin/python3
"""Plays an identity provider of SPID and CIE against a running `./run --spid-test`, with other tools than the program's own.

It checks metadata, certificates and requests in both bindings against the rules, sends good and bad answers signed by xmlsec1, and counts. It needs python3,
python3-lxml, openssl and xmlsec1, and starts the program itself:

    tests/conformance/saml.py                     # starts ./run --spid-test, tests, stops it
    tests/conformance/saml.py --site URL --idp DIR    # tests a program that runs already with DIR/metadata.xml
"""
import argparse, base64, os, re, signal, subprocess, sys, tempfile, time, urllib.parse
from datetime import datetime, timedelta, timezone
from lxml import etree
from documents import BY_ADDRESS, DS, ENTITY, IDP, MD, NS, SAML, SAMLP, TRANSIENT, Browser, check, done, metadata, request, run, start

REFUSED = {400, 401, 403, 422, 500}


class Provider:
    """Keys and metadata of the provider that this script plays, and its signatures."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("idp", "stranger"):
            if not os.path.exists(f"{folder}/{name}.key"):
                run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "30", "-subj", f"/CN={name}", "-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.crt")
        pem = "".join(open(f"{folder}/idp.crt").read().split("\n")[1:-2])
        entities = ""
        for name, bindings in ((IDP, ("POST", "Redirect")), (BY_ADDRESS, ("Redirect",))):
            services = "".join(f'<md:{s} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-{b}" Location="{name}/sso"/>' for s in ("SingleLogoutService", "SingleSignOnService") for b in bindings)
            entities += f'<md:EntityDescriptor entityID="{name}"><md:IDPSSODescriptor protocolSupportEnumeration="{SAMLP}"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{pem}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>{services}</md:IDPSSODescriptor></md:EntityDescriptor>'
        with open(f"{folder}/metadata.xml", "w") as f:
            f.write(f'<md:EntitiesDescriptor xmlns:md="{MD}" xmlns:ds="{DS}">{entities}</md:EntitiesDescriptor>')

    def sign(self, text, element, space, key="idp"):
        with tempfile.NamedTemporaryFile("w", suffix=".xml", dir=self.folder, delete=False) as f:
            f.write(text)
        out = run("xmlsec1", "--sign", "--privkey-pem", f"{self.folder}/{key}.key", "--id-attr:ID", f"{space}:{element}", f.name).decode()
        os.remove(f.name)
        return out


SIGNATURE = f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference%s><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>'


def answer(provider, req, acs, audience, cie, change=lambda t: t, sign_assertion=True, sign_response=True, key="idp", after=lambda t: t, idp=IDP):
    """An answer in the words of the rules, loosely laid out; `change` works on it before it is signed, `after` on what was signed."""
    now = req.get("IssueInstant")
    end = (datetime.now(timezone.utc) + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    level = req.xpath("string(//saml:AuthnContextClassRef)", namespaces=NS)
    form = "" if cie else f' Format="{ENTITY}"'
    values = {"name": "Ada", "familyName": "Bruni", "fiscalNumber": "TINIT-RSSMRA80A01H501U", "dateOfBirth": "1980-01-01"}
    if not cie:
        values["spidCode"] = "PROV0123456789"
    attributes = "\n".join(f'<saml:Attribute Name="{n}"><saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">{v}</saml:AttributeValue></saml:Attribute>' for n, v in values.items())
    text = change(f"""<samlp:Response Destination="{acs}" ID="_r{os.urandom(8).hex()}" InResponseTo="{req.get('ID')}" IssueInstant="{now}" Version="2.0" xmlns:saml="{SAML}" xmlns:samlp="{SAMLP}">
  <saml:Issuer{form}>{idp}</saml:Issuer><!--R-->
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion ID="_a{os.urandom(8).hex()}" IssueInstant="{now}" Version="2.0">
    <saml:Issuer{form}>{idp}</saml:Issuer><!--A-->
    <saml:Subject><saml:NameID Format="{TRANSIENT}" NameQualifier="{idp}">
        passing-name
      </saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="{req.get('ID')}" NotOnOrAfter="{end}" Recipient="{acs}"/></saml:SubjectConfirmation></saml:Subject>
    <saml:Conditions NotBefore="{now}" NotOnOrAfter="{end}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
    <saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>{level}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
    <saml:AttributeStatement>
    {attributes}
    </saml:AttributeStatement>
  </saml:Assertion>
</samlp:Response>""")
    for mark, element, space, wanted in (("<!--A-->", "Assertion", SAML, sign_assertion), ("<!--R-->", "Response", SAMLP, sign_response)):
        if wanted and mark in text:
            found = re.search(rf"<saml\w*:{element}\b[^>]*\bID=\"([^\"]+)\"", text)
            text = provider.sign(text.replace(mark, SIGNATURE % (f' URI="#{found[1]}"' if found else "")), element, space, key)
    return after(text)


def sub(pattern, new, count=1):
    def change(text):
        out = re.sub(pattern, new, text, count=count, flags=re.S)
        assert out != text, pattern
        return out
    return change


def in_assertion(pattern, new):
    def change(text):
        head, rest = text.split("<saml:Assertion", 1)
        return head + sub(pattern, new)("<saml:Assertion" + rest)
    return change


def error(code):
    return lambda t: sub(r"<samlp:Status>.*</saml:Assertion>", f'<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode><samlp:StatusMessage>ErrorCode nr{code}</samlp:StatusMessage></samlp:Status>')(t)


def wrap(how):
    """A forged assertion beside the signed one, namespaces kept."""
    def after(text):
        root = etree.fromstring(text.encode())
        signed = root.find(f"{{{SAML}}}Assertion")
        root.remove(root.find(f"{{{DS}}}Signature"))
        forged = etree.fromstring(etree.tostring(signed))
        signature = forged.find(f"{{{DS}}}Signature")
        forged.set("ID", "_forged")
        forged.remove(signature)
        for v in forged.iter(f"{{{SAML}}}AttributeValue"):
            v.text = (v.text or "").replace("RSSMRA80A01H501U", "BNCLNE88C52L219D")
        how(root, signed, forged)
        return etree.tostring(root).decode()
    return after


def wrap_response(how):
    """A forged response around the signed one, namespaces kept."""
    def after(text):
        signed = etree.fromstring(text.encode())
        forged = etree.fromstring(text.encode())
        forged.set("ID", "_forged")
        for e in (forged, forged.find(f"{{{SAML}}}Assertion")):
            e.remove(e.find(f"{{{DS}}}Signature"))
        for v in forged.iter(f"{{{SAML}}}AttributeValue"):
            v.text = (v.text or "").replace("RSSMRA80A01H501U", "BNCLNE88C52L219D")
        signature = signed.find(f"{{{DS}}}Signature")
        signed.remove(signature)
        how(forged, signed, signature)
        return etree.tostring(forged).decode()
    return after


def inside(tag, space):
    def how(root, signed, forged):
        holder = etree.SubElement(forged, f"{{{space}}}{tag}")
        root.replace(signed, forged)
        holder.append(signed)
    return how


def embed(provider):
    """The stranger's own certificate travels with the stranger's signature."""
    pem = "".join(open(f"{provider.folder}/stranger.crt").read().split("\n")[1:-2])
    return lambda text: text.replace("<ds:X509Certificate/>", f"<ds:X509Certificate>{pem}</ds:X509Certificate>")


def cases(provider, cie):
    instant, date = r'IssueInstant="[^"]+"', "2018-09-04"
    good = [("good", {}), ("only the assertion signed", {"sign_response": False}), ("response issuer without format", {"change": sub(rf' Format="{ENTITY}"', "") if not cie else lambda t: t}),
            ("fractions", {"change": sub(instant, lambda m: f'IssueInstant="{datetime.now(timezone.utc):%Y-%m-%dT%H:%M:%S.%f}Z"')}), ("fractions, no zone", {"change": sub(instant, lambda m: f'IssueInstant="{datetime.now(timezone.utc):%Y-%m-%dT%H:%M:%S.%f}"')}),
            ("level 3", {"change": sub(r"SpidL\d", "SpidL3")}), ("name format", {"change": sub(r'<saml:Attribute ', '<saml:Attribute NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic" ', 0)}), ("comment in a value", {"after": lambda t: t, "change": sub("RSSMRA80A01H501U", "RSSMRA80<!-- -->A01H501U")})]
    if cie:
        good.append(("issuers with format", {"change": sub(r"<saml:Issuer>", f'<saml:Issuer Format="{ENTITY}">', 0)}))
    bad = [("unsigned", {"sign_assertion": False, "sign_response": False}), ("response only", {"sign_assertion": False}), ("stranger's key", {"key": "stranger"}), ("stranger's key and certificate", {"key": "stranger", "after": embed(provider)}),
           ("status other", {"change": sub("status:Success", "status:Requester")}), ("no status", {"change": sub(r"<samlp:Status>.*</samlp:Status>", "")}), ("empty status", {"change": sub(r"<samlp:Status>.*</samlp:Status>", "<samlp:Status/>")}), ("empty status code", {"change": sub(r'StatusCode Value="[^"]+"', 'StatusCode Value=""')}),
           ("no assertion", {"change": sub(r"<saml:Assertion.*</saml:Assertion>", "")}), ("assertion without id", {"change": in_assertion(r' ID="[^"]+"', ""), "sign_response": False}), ("assertion with empty id", {"change": in_assertion(r' ID="[^"]+"', ' ID=""'), "sign_response": False}),
           ("level 1", {"change": sub(r"SpidL\d", "SpidL1")}), ("old level", {"change": sub(r"https://www.spid.gov.it/SpidL\d", "urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL2")}), ("changed after", {"after": sub("RSSMRA80A01H501U", "BNCLNE88C52L219D")}), ("doctype", {"after": lambda t: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + re.sub(r"^<\?xml[^>]*\?>", "", t)}),
           ("program in a transform", {"after": sub(r"<ds:Transforms>", '<ds:Transforms><ds:Transform><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/></ds:Transform>')}), ("no namespaces", {"after": lambda t: re.sub(r"(</?)(samlp|saml|ds):", r"\1", re.sub(r' xmlns:\w+="[^"]+"', "", t))})]
    for who, on in (("response", sub), ("assertion", in_assertion)):
        bad += [(f"{who}: {n}", {"change": on(p, v), **m}) for n, p, v, m in (
            ("version", r'Version="2.0"', 'Version="1.0"', {}), ("no instant", instant, "", {}), ("empty instant", instant, 'IssueInstant=""', {}), ("a day", instant, f'IssueInstant="{date}"', {}), ("past", instant, 'IssueInstant="2018-01-01T00:00:00Z"', {}), ("future", instant, 'IssueInstant="2099-01-01T00:00:00Z"', {}),
            ("no issuer", r"<saml:Issuer[^>]*>[^<]*</saml:Issuer>", "", {}), ("empty issuer", r"(<saml:Issuer[^>]*>)[^<]*", r"\1", {}), ("other issuer", rf"(<saml:Issuer[^>]*>){IDP}", r"\1https://other.example", {}), ("other format", r"<saml:Issuer[^>]*>", f'<saml:Issuer Format="{TRANSIENT}">', {}))]
    if not cie:
        bad += [("assertion: issuer without format", {"change": in_assertion(rf' Format="{ENTITY}"', "")}), ("assertion: issuer with empty format", {"change": in_assertion(rf'Format="{ENTITY}"', 'Format=""')})]
    bad += [(n, {"change": sub(p, v), "sign_response": not n.startswith("response id")}) for n, p, v in (
        ("response id missing", r' ID="_r[^"]+"', ""), ("response id empty", r' ID="_r[^"]+"', ' ID=""'), ("no request", r' InResponseTo="[^"]+"', ""), ("empty request", r' InResponseTo="[^"]+"', ' InResponseTo=""'), ("other request", r' InResponseTo="[^"]+"', ' InResponseTo="_other"'),
        ("no destination", r' Destination="[^"]+"', ""), ("empty destination", r' Destination="[^"]+"', ' Destination=""'), ("other destination", r' Destination="[^"]+"', ' Destination="https://other.example"'))]
    bad += [(n, {"change": in_assertion(p, v)}) for n, p, v in (
        ("no subject", r"<saml:Subject>.*</saml:Subject>", ""), ("empty subject", r"<saml:Subject>.*</saml:Subject>", "<saml:Subject/>"), ("no name", r"<saml:NameID.*</saml:NameID>", ""), ("blank name", r"passing-name", ""), ("name without format", rf' Format="{TRANSIENT}"', ""), ("empty name format", rf'Format="{TRANSIENT}"', 'Format=""'), ("other name format", rf'Format="{TRANSIENT}"', f'Format="{ENTITY}"'),
        ("name without domain", r' NameQualifier="[^"]+"', ""), ("empty domain", r' NameQualifier="[^"]+"', ' NameQualifier=""'), ("no confirmation", r"<saml:SubjectConfirmation .*</saml:SubjectConfirmation>", ""), ("empty confirmation", r"<saml:SubjectConfirmationData[^>]*>", ""), ("no method", r' Method="[^"]+"', ""), ("empty method", r' Method="[^"]+"', ' Method=""'), ("other method", r"cm:bearer", "cm:sender-vouches"),
        ("no recipient", r' Recipient="[^"]+"', ""), ("empty recipient", r' Recipient="[^"]+"', ' Recipient=""'), ("other recipient", r' Recipient="[^"]+"', ' Recipient="https://other.example"'), ("confirmation without request", r' InResponseTo="[^"]+"', ""), ("confirmation, empty request", r' InResponseTo="[^"]+"', ' InResponseTo=""'), ("confirmation, other request", r' InResponseTo="[^"]+"', ' InResponseTo="_other"'),
        ("confirmation without end", r' NotOnOrAfter="[^"]+" Recip', " Recip"), ("confirmation, empty end", r' NotOnOrAfter="[^"]+" Recip', ' NotOnOrAfter="" Recip'), ("confirmation, a day", r' NotOnOrAfter="[^"]+" Recip', f' NotOnOrAfter="{date}" Recip'), ("confirmation ended", r' NotOnOrAfter="[^"]+" Recip', ' NotOnOrAfter="2018-01-01T00:00:00Z" Recip'),
        ("no conditions", r"<saml:Conditions.*</saml:Conditions>", ""), ("empty conditions", r"<saml:Conditions.*</saml:Conditions>", "<saml:Conditions/>"), ("no beginning", r' NotBefore="[^"]+"', ""), ("empty beginning", r' NotBefore="[^"]+"', ' NotBefore=""'), ("beginning, a day", r' NotBefore="[^"]+"', ' NotBefore="2018/09/10"'), ("begins later", r' NotBefore="[^"]+"', ' NotBefore="2099-01-01T00:00:00Z"'),
        ("no end", r'(NotBefore="[^"]+") NotOnOrAfter="[^"]+"', r"\1"), ("empty end", r'(NotBefore="[^"]+") NotOnOrAfter="[^"]+"', r'\1 NotOnOrAfter=""'), ("end, a day", r'(NotBefore="[^"]+") NotOnOrAfter="[^"]+"', rf'\1 NotOnOrAfter="{date}"'), ("ended", r'(NotBefore="[^"]+") NotOnOrAfter="[^"]+"', r'\1 NotOnOrAfter="2018-01-01T00:00:00Z"'),
        ("empty restriction", r"<saml:AudienceRestriction>.*</saml:AudienceRestriction>", "<saml:AudienceRestriction/>"), ("no restriction", r"<saml:AudienceRestriction>.*</saml:AudienceRestriction>", ""), ("empty audience", r"(<saml:Audience>)[^<]*", r"\1"), ("other audience", r"(<saml:Audience>)[^<]*", r"\1https://other.example"),
        ("no statement", r"<saml:AuthnStatement.*</saml:AuthnStatement>", ""), ("empty statement", r"<saml:AuthnContext>.*</saml:AuthnContext>", ""), ("no class", r"<saml:AuthnContextClassRef>.*</saml:AuthnContextClassRef>", ""), ("empty class", r"(<saml:AuthnContextClassRef>)[^<]*", r"\1"), ("unknown class", r"SpidL\d", "SpidL7"),
        ("no attributes", r"<saml:Attribute .*</saml:Attribute>", ""), ("no attribute statement", r"<saml:AttributeStatement>.*</saml:AttributeStatement>", ""), ("attribute outside", r"<saml:AttributeStatement>.*</saml:AttributeStatement>", '<saml:Attribute Name="name"/>'), ("attribute without value", r"(<saml:Attribute Name=\"name\">).*?(</saml:Attribute>)", r"\1\2"), ("other attributes", r"fiscalNumber", "address"))]
    bad.append(("no request anywhere", {"change": sub(r' InResponseTo="[^"]+"', "", 0)}))
    bad += [(n, {"after": wrap_response(h)}) for n, h in (
        ("signed response in its signature", lambda forged, signed, signature: (forged.insert(1, signature), signature.append(signed))), ("signed response beside its signature", lambda forged, signed, signature: (forged.insert(1, signed), forged.insert(2, signature))))]
    bad += [(f"code {c}", {"change": error(c)}) for c in (8, 12, 18, 19, 20, 21, 22, 23, 25, 30)]
    bad += [(n, {"after": wrap(h)}) for n, h in (
        ("forged before", lambda root, signed, forged: signed.addprevious(forged)), ("forged after", lambda root, signed, forged: signed.addnext(forged)), ("forged around", lambda root, signed, forged: (root.replace(signed, forged), forged.append(signed))),
        ("signed in extensions", lambda root, signed, forged: (root.replace(signed, forged), etree.SubElement(root, f"{{{SAMLP}}}Extensions").append(signed))), ("signed in advice", inside("Advice", SAML)), ("signed in object", inside("Object", DS)))]
    return good, bad


def responses(site, path, meta, provider, cie):
    acs = meta.xpath("string(//md:AssertionConsumerService[@index='0']/@Location)", namespaces=NS)
    good, bad = cases(provider, cie)
    for name, how, wanted in [(n, h, {200}) for n, h in good] + [(n, h, REFUSED) for n, h in bad] + [("good again at the end", {}, {200})]:
        browser = Browser()
        raw, relay, _ = start(site, path, browser)
        text = answer(provider, etree.fromstring(raw), acs, meta.get("entityID"), cie, **how)
        fields = {"SAMLResponse": base64.b64encode(text.encode()).decode(), "RelayState": relay}
        status, page, _ = browser.open(acs, fields)
        check(f"{path}: {name} (status {status})", status in wanted)
        if name == "good":
            check(f"{path}: the same again", browser.open(acs, fields)[0] in REFUSED)
            check(f"{path}: in another browser", Browser().open(acs, fields)[0] in REFUSED)
    for said, wanted in ((BY_ADDRESS, {200}), (IDP, REFUSED)):
        browser = Browser(follow=False)
        raw, relay, _ = start(site, path, browser, BY_ADDRESS)
        text = answer(provider, etree.fromstring(raw), acs, meta.get("entityID"), cie, idp=said)
        status, _, headers = browser.open(acs, {"SAMLResponse": base64.b64encode(text.encode()).decode(), "RelayState": relay})
        if status == 302 and wanted == {200}:
            status, _, _ = browser.open(urllib.parse.urljoin(site, headers["Location"]))
        check(f"{path}: asked by an address, answered by {said} (status {status})", status in wanted)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--site", default="https://localhost:5443")
    arguments.add_argument("--idp", help="folder with the provider's keys; its metadata.xml is what the program was started with")
    options = arguments.parse_args()
    folder = options.idp or tempfile.mkdtemp(prefix="cig-idp-")
    os.makedirs(folder, exist_ok=True)
    provider, server = Provider(folder), None
    if not options.idp:
        home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        server = subprocess.Popen([f"{home}/run", "--spid-test", f"{folder}/metadata.xml", "--data", f"{folder}/data"], stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(600):
            try:
                if Browser().open(options.site + "/stato")[0] == 200:
                    break
            except OSError:
                time.sleep(0.5)
        for path, kind, begin in (("/spid/metadata", "public", "/accedi/spid"), ("/spid/metadata/private", "private", "/accedi/spid-private"), ("/cie/metadata", "cie", "/accedi/cie")):
            before = len(done)
            meta, certificate = metadata(options.site, path, kind)
            for idp in (IDP, BY_ADDRESS):
                request(options.site, begin, meta, certificate, idp)
            responses(options.site, begin, meta, provider, kind == "cie")
            print(f"{kind}: {sum(done[before:])} passed, {done[before:].count(False)} failed")
    finally:
        if server:
            os.killpg(server.pid, signal.SIGINT)
            server.wait()
    print(f"{sum(done)} passed, {done.count(False)} failed")
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
