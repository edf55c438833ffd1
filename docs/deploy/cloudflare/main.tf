# Cloudflare in front of a deployment: names, TLS, what may be cached, the firewall and the rate rules. What the
# application decides itself (who may do what, limits of a house) is not repeated here: at the edge stands what can be
# judged by an address alone, with the same numbers (perf/checks/deployment.test.ts holds them together). The managed rules
# and rates by the minute need a paid plan. Each phase has one ruleset: where the zone has rules already, `terraform import`
# them first.
terraform {
  required_version = ">= 1.6"
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.0"
    }
  }
}

# CLOUDFLARE_API_TOKEN: a token for this zone alone that may edit DNS, zone settings, cache and firewall rules.
provider "cloudflare" {}

variable "zone_id" {
  type        = string
  description = "The zone, as its overview page names it."
}

variable "domain" {
  type        = string
  description = "The root domain, such as homes.example.ie; PUBLIC_URL's host."
}

variable "origin" {
  type        = string
  description = "The address of the machine that runs the proxy."
}

resource "cloudflare_dns_record" "app" {
  zone_id = var.zone_id
  name    = var.domain
  type    = "A"
  content = var.origin
  proxied = true
  ttl     = 1
}

# TLS from the visitor to the origin, whose certificate is checked: one of Cloudflare's origin CA, as Caddyfile.cloudflare
# asks for.
resource "cloudflare_zone_setting" "settings" {
  for_each = {
    ssl                      = "strict"
    min_tls_version          = "1.2"
    tls_1_3                  = "on"
    always_use_https         = "on"
    automatic_https_rewrites = "off"
    http3                    = "on"
    # What changes a page breaks its Content-Security-Policy, whose nonce names each script.
    email_obfuscation = "off"
    rocket_loader     = "off"
    browser_check     = "off"
    websockets        = "off"
  }
  zone_id    = var.zone_id
  setting_id = each.key
  value      = each.value
}

# Only what the application calls public by name is kept (app/server/edge/cache-policy.ts); nothing else, whatever its
# ending. Not the public API, whose answer depends on the page that asks.
resource "cloudflare_ruleset" "cache" {
  zone_id = var.zone_id
  name    = "What may be cached"
  kind    = "zone"
  phase   = "http_request_cache_settings"
  rules = [
    {
      ref               = "private"
      description       = "Pages, answers and documents are of one person"
      expression        = "true"
      action            = "set_cache_settings"
      action_parameters = { cache = false }
    },
    {
      ref         = "public"
      description = "Built files, icons and the contract: for as long as the application says"
      expression  = "starts_with(http.request.uri.path, \"/assets/\") or starts_with(http.request.uri.path, \"/icons/\") or http.request.uri.path in {\"/favicon.ico\" \"/favicon.svg\" \"/manifest.webmanifest\" \"/robots.txt\" \"/api/openapi.json\"}"
      action      = "set_cache_settings"
      action_parameters = {
        cache       = true
        edge_ttl    = { mode = "respect_origin" }
        browser_ttl = { mode = "respect_origin" }
      }
    },
  ]
}

resource "cloudflare_ruleset" "firewall" {
  zone_id = var.zone_id
  name    = "What nobody needs from outside"
  kind    = "zone"
  phase   = "http_request_firewall_custom"
  rules = [
    {
      ref         = "inside"
      description = "Metrics and the job server's endpoint are reached inside alone"
      expression  = "http.request.uri.path eq \"/metrics\" or http.request.uri.path eq \"/api/inngest\" or starts_with(http.request.uri.path, \"/api/inngest/\")"
      action      = "block"
    },
    {
      ref         = "methods"
      description = "Methods that the application has no answer for"
      expression  = "not http.request.method in {\"GET\" \"HEAD\" \"POST\" \"PUT\" \"PATCH\" \"DELETE\" \"OPTIONS\"}"
      action      = "block"
    },
  ]
}

# Known attacks on common software. Where people write what they like, or send files, it would find some that are none.
resource "cloudflare_ruleset" "managed" {
  zone_id = var.zone_id
  name    = "Managed rules"
  kind    = "zone"
  phase   = "http_request_firewall_managed"
  rules = [
    {
      ref               = "questions"
      description       = "Free text and files: quotes and commands are no attack there"
      expression        = "starts_with(http.request.uri.path, \"/api/chat\") or starts_with(http.request.uri.path, \"/api/documents\") or starts_with(http.request.uri.path, \"/home\") or starts_with(http.request.uri.path, \"/developer/\")"
      action            = "skip"
      action_parameters = { ruleset = "current" }
      logging           = { enabled = true }
    },
    {
      ref               = "cloudflare"
      description       = "Cloudflare's managed ruleset"
      expression        = "true"
      action            = "execute"
      action_parameters = { id = "efb7b8c949ac4650a09736fc376e9aee" }
    },
  ]
}

# By address, so that a house full of owners behind one of them is not kept out: the limits of a house and of an account
# are the application's (429 with Retry-After).
resource "cloudflare_ruleset" "rates" {
  zone_id = var.zone_id
  name    = "Rates"
  kind    = "zone"
  phase   = "http_ratelimit"
  rules = [
    {
      ref         = "sign-in-address"
      description = "Sign-in from one address"
      expression  = "http.request.method eq \"POST\" and http.request.uri.path in {\"/sign-in\" \"/api/session\"}"
      action      = "block"
      ratelimit = {
        characteristics     = ["ip.src", "cf.colo.id"]
        period              = 60
        requests_per_period = 60
        mitigation_timeout  = 60
      }
    },
    {
      ref         = "public"
      description = "The public API from one address"
      expression  = "starts_with(http.request.uri.path, \"/api/public/\")"
      action      = "block"
      ratelimit = {
        characteristics     = ["ip.src", "cf.colo.id"]
        period              = 60
        requests_per_period = 120
        mitigation_timeout  = 60
      }
    },
  ]
}
