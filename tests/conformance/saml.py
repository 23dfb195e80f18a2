#!/usr/bin/python3
"""Plays an identity provider of SPID and CIE against a running `./run --spid-test`, with other tools than the program's own.

It checks metadata and requests against the rules, sends good and bad answers signed by xmlsec1, and counts. It needs python3,
python3-lxml, openssl and xmlsec1, and starts the program itself:

    tests/conformance/saml.py                     # starts ./run --spid-test, tests, stops it
    tests/conformance/saml.py --site URL --idp DIR    # tests a program that runs already with DIR/metadata.xml
"""
import argparse, base64, http.cookiejar, os, re, signal, ssl, subprocess, sys, tempfile, time, urllib.error, urllib.parse, urllib.request, zlib
from datetime import datetime, timedelta, timezone
from lxml import etree, html

MD, DS = "urn:oasis:names:tc:SAML:2.0:metadata", "http://www.w3.org/2000/09/xmldsig#"
SAML, SAMLP = "urn:oasis:names:tc:SAML:2.0:assertion", "urn:oasis:names:tc:SAML:2.0:protocol"
NS = {"md": MD, "ds": DS, "saml": SAML, "samlp": SAMLP, "spid": "https://spid.gov.it/saml-extensions", "fpa": "https://spid.gov.it/invoicing-extensions",
      "cie": "https://www.cartaidentita.interno.gov.it/saml-extensions"}
ENTITY, TRANSIENT, POST = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
IDP = "https://localhost:8443"
REFUSED = {400, 401, 403, 422, 500}
passed, failed = 0, []


def check(what, good):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what)


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, **more).stdout


class Provider:
    """Keys and metadata of the provider that this script plays, and its signatures."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("idp", "stranger"):
            if not os.path.exists(f"{folder}/{name}.key"):
                run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "30", "-subj", f"/CN={name}", "-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.crt")
        pem = "".join(open(f"{folder}/idp.crt").read().split("\n")[1:-2])
        services = "".join(f'<md:{s} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-{b}" Location="{IDP}/sso"/>' for s in ("SingleLogoutService", "SingleSignOnService") for b in ("POST", "Redirect"))
        with open(f"{folder}/metadata.xml", "w") as f:
            f.write(f'<md:EntityDescriptor xmlns:md="{MD}" xmlns:ds="{DS}" entityID="{IDP}"><md:IDPSSODescriptor protocolSupportEnumeration="{SAMLP}"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{pem}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>{services}</md:IDPSSODescriptor></md:EntityDescriptor>')

    def sign(self, text, element, space, key="idp"):
        with tempfile.NamedTemporaryFile("w", suffix=".xml", dir=self.folder, delete=False) as f:
            f.write(text)
        out = run("xmlsec1", "--sign", "--privkey-pem", f"{self.folder}/{key}.key", "--id-attr:ID", f"{space}:{element}", f.name).decode()
        os.remove(f.name)
        return out


def verified(text, element, space, certificate):
    with tempfile.NamedTemporaryFile("wb", suffix=".xml", delete=False) as f, tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False) as c:
        f.write(text)
        c.write("-----BEGIN CERTIFICATE-----\n" + re.sub(r"(.{64})", r"\1\n", re.sub(r"\s", "", certificate)) + "\n-----END CERTIFICATE-----\n")
    key = run("openssl", "x509", "-in", c.name, "-noout", "-pubkey")
    with open(c.name, "wb") as k:
        k.write(key)
    try:
        return subprocess.run(["xmlsec1", "--verify", "--id-attr:ID", f"{space}:{element}", "--pubkey-pem", c.name, f.name], capture_output=True).returncode == 0
    finally:
        os.remove(f.name)
        os.remove(c.name)


class Browser:
    """Keeps cookies, follows redirects, runs no script."""

    def __init__(self, follow=True):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        handlers = [urllib.request.HTTPSHandler(context=context), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())]
        if not follow:
            class Stay(urllib.request.HTTPRedirectHandler):
                def redirect_request(self, *_):
                    return None
            handlers.append(Stay())
        self.opener = urllib.request.build_opener(*handlers)

    def open(self, url, fields=None):
        try:
            with self.opener.open(url, urllib.parse.urlencode(fields).encode() if fields else None, timeout=30) as r:
                return r.status, r.read(), r.headers
        except urllib.error.HTTPError as e:
            return e.code, e.read(), e.headers


def metadata(site, path, kind):
    status, raw, _ = Browser().open(site + path)
    check(f"{path}: status 200", status == 200)
    root = etree.fromstring(raw)
    one = lambda x: root.xpath(x, namespaces=NS)
    name = lambda what: f"{path}: {what}"
    certificate = one("string(//md:KeyDescriptor[@use='signing']//ds:X509Certificate)")
    check(name("signature verifies"), verified(raw, "EntityDescriptor", MD, certificate))
    check(name("one descriptor"), len(one("//md:EntityDescriptor")) == len(one("//md:SPSSODescriptor")) == 1)
    check(name("entityID"), root.get("entityID") == site)
    check(name("sha-256 or longer"), re.search(r"rsa-sha(256|384|512)$", one("string(/md:EntityDescriptor/ds:Signature//ds:SignatureMethod/@Algorithm)")))
    role = one("//md:SPSSODescriptor")[0]
    for attribute, value in (("protocolSupportEnumeration", SAMLP), ("AuthnRequestsSigned", "true"), ("WantAssertionsSigned", "true")):
        check(name(attribute), role.get(attribute) == value)
    check(name("transient"), one("//md:NameIDFormat/text()") == [TRANSIENT])
    check(name("logout service"), all(s.get("Location").startswith(site) for s in one("//md:SingleLogoutService")) and one("//md:SingleLogoutService[contains(@Binding, 'HTTP-Redirect')]"))
    check(name("one default consumer, index 0"), [(a.get("index"), a.get("Binding")) for a in one("//md:AssertionConsumerService[@isDefault='true']")] == [("0", POST)])
    for s in one("//md:AttributeConsumingService"):
        asked = s.xpath("md:RequestedAttribute/@Name", namespaces=NS)
        check(name(f"attribute set {s.get('index')}"), s.xpath("string(md:ServiceName)", namespaces=NS) and asked and len(asked) == len(set(asked)))
        if kind == "cie":
            check(name("smallest set"), set(asked) == {"name", "familyName", "dateOfBirth", "fiscalNumber"})
    for e in ("OrganizationName", "OrganizationDisplayName", "OrganizationURL"):
        check(name(e), len(one(f"/md:EntityDescriptor/md:Organization/md:{e}[@xml:lang='it'][text()]")) == 1)
    contacts = {"public": ["other"], "private": ["other", "billing"], "cie": ["administrative"]}[kind]
    check(name("contacts"), one("//md:ContactPerson/@contactType") == contacts)
    check(name("e-mail"), all(re.match(r"^[\w.-]+@[\w.-]+\.\w{2,6}$", m) for m in one("//md:EmailAddress/text()")) and len(one("//md:EmailAddress")) == len(contacts))
    check(name("telephone"), all(t.startswith("+39") and " " not in t for t in one("//md:TelephoneNumber/text()")))
    if kind == "public":
        check(name("IPACode and Public"), one("string(//spid:IPACode)") and len(one("//spid:Public[not(node())]")) == 1 and not one("//spid:Private"))
    elif kind == "private":
        check(name("VAT and Private"), one("string(//spid:VATNumber)").startswith("IT") and len(one("//spid:Private[not(node())]")) == 1 and not one("//spid:Public") and not one("//spid:IPACode"))
        check(name("invoicing"), len(one("//md:ContactPerson[@contactType='billing']/md:Extensions/fpa:CessionarioCommittente")) == 1)
    else:
        check(name("CIE extension"), one("string(//cie:IPACode)") and one("string(//cie:Municipality)") and len(one("//cie:Public[not(node())]")) == 1)
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as c:
        c.write("-----BEGIN CERTIFICATE-----\n" + re.sub(r"(.{64})", r"\1\n", re.sub(r"\s", "", certificate)) + "\n-----END CERTIFICATE-----\n")
        c.flush()
        text = run("openssl", "x509", "-in", c.name, "-noout", "-text", "-nameopt", "RFC2253,oid").decode()
    for what, found in (("uri", f"2.5.4.83={site}" in text or site.encode().hex() in text.lower()), ("organizationIdentifier", re.search(r"2\.5\.4\.97=(PA:IT-|VATIT-|CF:IT-)", text)), ("policy of AgID", "1.3.76.16.6" in text),
                        ("policy of the kind", ("1.3.76.16.4.3.1" if kind == "private" else "1.3.76.16.4.2.1") in text), ("key length", int(re.search(r"\((\d+) bit\)", text)[1]) >= 2048)):
        check(name(f"certificate, {what}"), found)
    return root, certificate


def start(site, path, browser, extra=""):
    """Begins a sign-in; returns the request, its RelayState and where answers go by the form."""
    status, raw, headers = browser.open(f"{site}{path}?idp={urllib.parse.quote(IDP, safe='')}{extra}")
    if status == 302:
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(headers["Location"]).query))
        return zlib.decompress(base64.b64decode(query["SAMLRequest"]), -15), query["RelayState"], query
    form = html.fromstring(raw).xpath("//form")[0]
    fields = {i.get("name"): i.get("value") for i in form.xpath("input")}
    return base64.b64decode(fields["SAMLRequest"]), fields["RelayState"], {"action": form.get("action"), "method": form.get("method")}


def request(site, path, meta, certificate):
    raw, relay, how = start(site, path, Browser(follow=False))
    root = etree.fromstring(raw)
    name = lambda what: f"{path}: {what}"
    one = lambda x: root.xpath(x, namespaces=NS)
    check(name("form to the provider"), how == {"action": f"{IDP}/sso", "method": "post"})
    check(name("signature verifies"), verified(raw, "AuthnRequest", SAMLP, certificate))
    check(name("order of the schema"), [etree.QName(e).localname for e in root] == ["Issuer", "Signature", "NameIDPolicy", "RequestedAuthnContext"])
    check(name("attributes"), root.get("ID") and root.get("Version") == "2.0" and re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$", root.get("IssueInstant")) and root.get("Destination") == f"{IDP}/sso")
    check(name("no IsPassive, no Scoping, no RequesterID"), root.get("IsPassive") is None and not one("//samlp:Scoping") and not one("//samlp:RequesterID"))
    check(name("ForceAuthn"), root.get("ForceAuthn") == "true")
    check(name("index or address, never both"), root.get("AssertionConsumerServiceIndex") == "0" and root.get("AssertionConsumerServiceURL") is None and root.get("ProtocolBinding") is None)
    check(name("attribute set"), root.get("AttributeConsumingServiceIndex") in meta.xpath("//md:AttributeConsumingService/@index", namespaces=NS))
    issuer = one("saml:Issuer")[0]
    check(name("issuer"), issuer.text == meta.get("entityID") and issuer.get("Format") == ENTITY and issuer.get("NameQualifier"))
    policy = one("samlp:NameIDPolicy")[0]
    check(name("name policy"), policy.get("Format") == TRANSIENT and policy.get("AllowCreate") is None)
    context = one("samlp:RequestedAuthnContext")
    check(name("level"), len(context) == 1 and context[0].get("Comparison") in ("exact", "minimum", "better", "maximum") and re.match(r"^https://www\.spid\.gov\.it/SpidL[1-3]$", context[0][0].text))
    check(name("RelayState tells nothing"), relay and "http" not in relay and "/" not in relay)


SIGNATURE = f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference%s><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>'


def answer(provider, req, acs, audience, cie, change=lambda t: t, sign_assertion=True, sign_response=True, key="idp", after=lambda t: t):
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
  <saml:Issuer{form}>{IDP}</saml:Issuer><!--R-->
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion ID="_a{os.urandom(8).hex()}" IssueInstant="{now}" Version="2.0">
    <saml:Issuer{form}>{IDP}</saml:Issuer><!--A-->
    <saml:Subject><saml:NameID Format="{TRANSIENT}" NameQualifier="{IDP}">
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
            before, bad = passed, len(failed)
            meta, certificate = metadata(options.site, path, kind)
            request(options.site, begin, meta, certificate)
            responses(options.site, begin, meta, provider, kind == "cie")
            print(f"{kind}: {passed - before} passed, {len(failed) - bad} failed")
    finally:
        if server:
            os.killpg(server.pid, signal.SIGINT)
            server.wait()
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
