"""What the program publishes and sends, against the rules of SPID and CIE: metadata with its certificate, requests in both bindings."""
import base64, http.cookiejar, os, re, ssl, subprocess, tempfile, urllib.error, urllib.parse, urllib.request, zlib
from lxml import etree, html

MD, DS = "urn:oasis:names:tc:SAML:2.0:metadata", "http://www.w3.org/2000/09/xmldsig#"
SAML, SAMLP = "urn:oasis:names:tc:SAML:2.0:assertion", "urn:oasis:names:tc:SAML:2.0:protocol"
NS = {"md": MD, "ds": DS, "saml": SAML, "samlp": SAMLP, "spid": "https://spid.gov.it/saml-extensions", "fpa": "https://spid.gov.it/invoicing-extensions",
      "cie": "https://www.cartaidentita.interno.gov.it/saml-extensions"}
ENTITY, TRANSIENT, POST = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
IDP = "https://localhost:8443"
BY_ADDRESS = f"{IDP}/redirect"  # the same keys; takes requests in the address only
SPID_ATTRIBUTES = set("""spidCode name familyName placeOfBirth countyOfBirth dateOfBirth gender companyName registeredOffice fiscalNumber ivaCode idCard mobilePhone email address
    domicileStreetAddress domicilePostalCode domicileMunicipality domicileProvince domicileNation companyFiscalNumber expirationDate digitalAddress""".split())
CIE_ATTRIBUTES = {"name", "familyName", "dateOfBirth", "fiscalNumber"}
BINDINGS = {f"urn:oasis:names:tc:SAML:2.0:bindings:{b}" for b in ("HTTP-POST", "HTTP-Redirect", "SOAP")}
STRONG = re.compile(r"sha(256|384|512)$")
done = []


def check(what, good):
    done.append(bool(good))
    if not good:
        print("FAILED", what)


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, **more).stdout


def pem(certificate):
    return ("-----BEGIN CERTIFICATE-----\n" + re.sub(r"(.{64})", r"\1\n", re.sub(r"\s", "", certificate)) + "\n-----END CERTIFICATE-----\n").encode()


def public_key(certificate):
    return run("openssl", "x509", "-noout", "-pubkey", input=pem(certificate))


def verified(text, element, space, certificate):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("message", text), ("key", public_key(certificate))):
            with open(f"{folder}/{name}", "wb") as f:
                f.write(content)
        return subprocess.run(["xmlsec1", "--verify", "--id-attr:ID", f"{space}:{element}", "--pubkey-pem", f"{folder}/key", f"{folder}/message"], capture_output=True).returncode == 0


def query_verified(location, certificate):
    """Whether the query of an address is signed as the binding says: over its first three values, as they are written there."""
    signed, _, signature = urllib.parse.urlsplit(location).query.partition("&Signature=")
    values = dict(v.split("=", 1) for v in signed.split("&"))
    digest = STRONG.search(urllib.parse.unquote(values.get("SigAlg", "")))
    if list(values) != ["SAMLRequest", "RelayState", "SigAlg"] or not digest:
        return False
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("query", signed.encode()), ("key", public_key(certificate)), ("signature", base64.b64decode(urllib.parse.unquote(signature)))):
            with open(f"{folder}/{name}", "wb") as f:
                f.write(content)
        return subprocess.run(["openssl", "dgst", f"-{digest[0]}", "-verify", f"{folder}/key", "-signature", f"{folder}/signature", f"{folder}/query"], capture_output=True).returncode == 0


def names(element):
    """Names of an element's children, runs of equal ones once."""
    found = [etree.QName(e).localname for e in element]
    return [n for i, n in enumerate(found) if i == 0 or found[i - 1] != n]


def ordered(element, *order, needed=()):
    """Whether the children come in the order of the schema, with those that must be there."""
    found = names(element)
    return found == [n for n in order if n in found] and set(needed) <= set(found)


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
    check(name("begins with its root, ends at no date"), raw.startswith((b"<md:EntityDescriptor", b"<EntityDescriptor", b"<?xml")) and not one("//@validUntil | //@cacheDuration"))
    check(name("sha-256 or longer"), all(STRONG.search(a) for a in one("/md:EntityDescriptor/ds:Signature//ds:SignatureMethod/@Algorithm | /md:EntityDescriptor/ds:Signature//ds:DigestMethod/@Algorithm")))
    check(name("order of the schema"), ordered(root, "Signature", "SPSSODescriptor", "Organization", "ContactPerson", needed=("Signature", "SPSSODescriptor", "Organization", "ContactPerson")))
    role = one("//md:SPSSODescriptor")[0]
    check(name("order of the role"), ordered(role, "KeyDescriptor", "SingleLogoutService", "NameIDFormat", "AssertionConsumerService", "AttributeConsumingService", needed=("KeyDescriptor", "SingleLogoutService", "AssertionConsumerService", "AttributeConsumingService")))
    for attribute, value in (("protocolSupportEnumeration", SAMLP), ("AuthnRequestsSigned", "true"), ("WantAssertionsSigned", "true")):
        check(name(attribute), role.get(attribute) == value)
    check(name("transient"), one("//md:NameIDFormat/text()") == [TRANSIENT])
    for k in one("//md:KeyDescriptor"):
        check(name("key"), k.get("use") in ("signing", "encryption") and k.xpath("string(ds:KeyInfo/ds:X509Data/ds:X509Certificate)", namespaces=NS).strip())
    check(name("logout service"), all(s.get("Location").startswith(f"{site}/") and s.get("Binding") in BINDINGS for s in one("//md:SingleLogoutService")) and one("//md:SingleLogoutService[contains(@Binding, 'HTTP-Redirect')]"))
    check(name("one default consumer, index 0"), [(a.get("index"), a.get("Binding")) for a in one("//md:AssertionConsumerService[@isDefault='true']")] == [("0", POST)])
    check(name("consumers"), all(a.get("Location").startswith(f"{site}/") and a.get("Binding") == POST for a in one("//md:AssertionConsumerService")))
    for services in ("AssertionConsumerService", "AttributeConsumingService"):
        indexes = one(f"//md:{services}/@index")
        check(name(f"indexes of {services}"), indexes and all(re.fullmatch(r"\d{1,5}", i) for i in indexes) and len(indexes) == len(set(indexes)) == len(one(f"//md:{services}")))
    for s in one("//md:AttributeConsumingService"):
        asked = s.xpath("md:RequestedAttribute/@Name", namespaces=NS)
        check(name(f"attribute set {s.get('index')}"), s.xpath("string(md:ServiceName[@xml:lang])", namespaces=NS) and asked and len(asked) == len(set(asked)) and set(asked) <= (CIE_ATTRIBUTES if kind == "cie" else SPID_ATTRIBUTES))
        if kind == "cie":
            check(name("smallest set"), set(asked) == CIE_ATTRIBUTES)
    for e in ("OrganizationName", "OrganizationDisplayName", "OrganizationURL"):
        check(name(e), len(one(f"/md:EntityDescriptor/md:Organization/md:{e}[@xml:lang='it'][text()]")) == 1)
    check(name("organisation in the same languages"), len({tuple(sorted(one(f"//md:Organization/md:{e}/@xml:lang"))) for e in ("OrganizationName", "OrganizationDisplayName", "OrganizationURL")}) == 1 and len(one("//md:Organization/*/@xml:lang")) == len(one("//md:Organization/*")))
    contacts = {"public": ["other"], "private": ["other", "billing"], "cie": ["administrative"]}[kind]
    check(name("contacts"), one("//md:ContactPerson/@contactType") == contacts)
    check(name("order of the contacts"), all(ordered(c, "Extensions", "Company", "EmailAddress", "TelephoneNumber", needed=("Extensions", "EmailAddress") + (("Company",) if kind == "cie" else ())) for c in one("//md:ContactPerson")))
    check(name("company is the organisation"), all(c.text == one("string(//md:OrganizationName[@xml:lang='it'])") for c in one("//md:ContactPerson[@contactType!='billing']/md:Company")))
    check(name("e-mail"), all(re.match(r"^[\w.-]+@[\w.-]+\.\w{2,6}$", m) for m in one("//md:EmailAddress/text()")) and len(one("//md:EmailAddress")) == len(contacts))
    check(name("telephone"), all(t.startswith("+39") and " " not in t for t in one("//md:TelephoneNumber/text()")))
    extensions = one("//md:ContactPerson[@contactType!='billing']/md:Extensions")
    if kind == "public":
        check(name("IPACode and Public"), one("string(//spid:IPACode)") and len(one("//spid:Public[not(node())]")) == 1 and not one("//spid:Private"))
    elif kind == "private":
        check(name("VAT and Private"), re.match(r"^[A-Z]{2}\w+$", one("string(//spid:VATNumber)")) and len(one("//spid:Private[not(node())]")) == 1 and not one("//spid:Public") and not one("//spid:IPACode"))
        billed = one("//md:ContactPerson[@contactType='billing']/md:Extensions/fpa:CessionarioCommittente")
        check(name("invoicing"), len(billed) == 1)
        for b in billed:
            seat = b.find("fpa:Sede", NS)
            check(name("who is billed"), ordered(b, "DatiAnagrafici", "Sede", needed=("DatiAnagrafici", "Sede")) and ordered(b[0], "IdFiscaleIVA", "CodiceFiscale", "Anagrafica", needed=("Anagrafica",)) and len(b[0]) > 1)
            check(name("where it is billed"), ordered(seat, "Indirizzo", "NumeroCivico", "CAP", "Comune", "Provincia", "Nazione", needed=("Indirizzo", "CAP", "Comune", "Nazione"))
                  and all(re.fullmatch(p, e.text) for n, p in (("CAP", r"\d{5}"), ("Provincia", "[A-Z]{2}"), ("Nazione", "[A-Z]{2}")) for e in seat.findall(f"fpa:{n}", NS)))
    else:
        check(name("CIE extension"), one("string(//cie:IPACode)") and one("string(//cie:Municipality)") and len(one("//cie:Public[not(node())]")) == 1 and not one("//cie:Private"))
    check(name("order of the extension"), len(extensions) == 1 and (ordered(extensions[0], "Public", "Private", "IPACode", "IPACategory", "Municipality", "Province", "Country") if kind == "cie" else ordered(extensions[0], "IPACode", "VATNumber", "FiscalCode", "Public", "Private")))
    check(name("signed with its own key"), re.sub(r"\s", "", one("string(/md:EntityDescriptor/ds:Signature//ds:X509Certificate)")) == re.sub(r"\s", "", certificate))
    text = run("openssl", "x509", "-noout", "-text", "-nameopt", "RFC2253,oid", input=pem(certificate)).decode()
    subject = re.search(r"Subject: (.*)", text)[1]
    usage = re.search(r"Key Usage: (critical)?\s*\n\s*(.*)", text)
    for what, found in (("uri", f"2.5.4.83={site}" in text or site.encode().hex() in text.lower()), ("organizationIdentifier", re.search(r"2\.5\.4\.97=(VATIT-\d{11}|CF:IT-\w{16})" if kind == "private" else r"2\.5\.4\.97=PA:IT-\S{1,11}", text)),
                        ("name, organisation, country and place", all(f"2.5.4.{n}=" in subject for n in (3, 10, 6, 7))), ("no person", not any(f"{n}=" in subject for n in ("2.5.4.4", "2.5.4.41", "2.5.4.42", "2.5.4.43", "2.5.4.65", "1.2.840.113549.1.9.1"))),
                        ("policy of AgID", "1.3.76.16.6" in text and "agIDcert" in text), ("policy of the kind", "1.3.76.16.4.3.1" in text and "cert_SP_Priv" in text if kind == "private" else "1.3.76.16.4.2.1" in text and "cert_SP_Pub" in text),
                        ("key length", int(re.search(r"\((\d+) bit\)", text)[1]) in (2048, 3072, 4096)), ("signed with sha-256 or longer", re.search(r"Signature Algorithm: sha(256|512)With", text)), ("no authority", "CA:FALSE" in text),
                        ("signatures only", usage and usage[1] and set(usage[2].split(", ")) == {"Digital Signature", "Non Repudiation"}), ("valid", subprocess.run(["openssl", "x509", "-noout", "-checkend", "0"], input=pem(certificate), capture_output=True).returncode == 0)):
        check(name(f"certificate, {what}"), found)
    return root, certificate


def start(site, path, browser, idp=IDP):
    """Begins a sign-in; returns the request, its RelayState and how the browser carries them."""
    status, raw, headers = browser.open(f"{site}{path}?idp={urllib.parse.quote(idp, safe='')}")
    if status == 302:
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(headers["Location"]).query))
        return zlib.decompress(base64.b64decode(query["SAMLRequest"]), -15), query["RelayState"], headers["Location"]
    form = html.fromstring(raw).xpath("//form")[0]
    fields = {i.get("name"): i.get("value") for i in form.xpath("input")}
    return base64.b64decode(fields["SAMLRequest"]), fields["RelayState"], {"action": form.get("action"), "method": form.get("method")}


def request(site, path, meta, certificate, idp):
    raw, relay, how = start(site, path, Browser(follow=False), idp)
    root = etree.fromstring(raw)
    name = lambda what: f"{path}, {'address' if idp == BY_ADDRESS else 'form'}: {what}"
    one = lambda x: root.xpath(x, namespaces=NS)
    if idp == BY_ADDRESS:
        check(name("to the provider"), how.startswith(f"{idp}/sso?"))
        check(name("signature over the query verifies"), query_verified(how, certificate))
        check(name("order of the schema, no signature inside"), [etree.QName(e).localname for e in root] == ["Issuer", "NameIDPolicy", "RequestedAuthnContext"])
    else:
        check(name("to the provider"), how == {"action": f"{idp}/sso", "method": "post"})
        check(name("signature verifies"), verified(raw, "AuthnRequest", SAMLP, certificate))
        check(name("sha-256 or longer"), all(STRONG.search(a) for a in one("ds:Signature//ds:SignatureMethod/@Algorithm | ds:Signature//ds:DigestMethod/@Algorithm")))
        check(name("order of the schema"), [etree.QName(e).localname for e in root] == ["Issuer", "Signature", "NameIDPolicy", "RequestedAuthnContext"])
    check(name("attributes"), root.get("ID") and root.get("Version") == "2.0" and re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$", root.get("IssueInstant")) and root.get("Destination") == f"{idp}/sso")
    check(name("no IsPassive, no Scoping, no RequesterID"), root.get("IsPassive") is None and not one("//samlp:Scoping") and not one("//samlp:RequesterID"))
    check(name("ForceAuthn"), root.get("ForceAuthn") == "true")
    check(name("index or address, never both"), root.get("AssertionConsumerServiceIndex") == "0" and root.get("AssertionConsumerServiceURL") is None and root.get("ProtocolBinding") is None)
    check(name("attribute set"), root.get("AttributeConsumingServiceIndex") in meta.xpath("//md:AttributeConsumingService/@index", namespaces=NS))
    issuer = one("saml:Issuer")[0]
    check(name("issuer"), issuer.text == issuer.get("NameQualifier") == meta.get("entityID") and issuer.get("Format") == ENTITY)
    policy = one("samlp:NameIDPolicy")[0]
    check(name("name policy"), policy.get("Format") == TRANSIENT and policy.get("AllowCreate") is None)
    context = one("samlp:RequestedAuthnContext")
    check(name("level"), len(context) == 1 and context[0].get("Comparison") in ("exact", "minimum", "better", "maximum") and re.match(r"^https://www\.spid\.gov\.it/SpidL[1-3]$", context[0][0].text))
    check(name("RelayState tells nothing"), relay and "http" not in relay and "/" not in relay)
