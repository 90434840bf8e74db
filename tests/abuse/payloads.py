# SPDX-License-Identifier: EUPL-1.2
"""Sixty texts that want to be scripts, by where they would have to break out of."""

from __future__ import annotations

_TEXT = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "<script/src=data:,alert(1)></script>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe src=javascript:parent.alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<form action=javascript:alert(1)><button autofocus>x</button></form>",
    "<base href=javascript:alert(1)//>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=data:text/css,*{color:red}>",
    "<style onload=alert(1)></style>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)
_ENDS = (
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</pre></code><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</ScRiPt\t><img src=x onerror=alert(1)>",
    "<!--<script>alert(1)</script>-->",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<!--<script>",
    '"></option></select><script>alert(1)</script>',
    "</svg></text><script>alert(1)</script>",
)
_ATTRIBUTES = (
    '" onmouseover=alert(1) autofocus onfocus=alert(1) x="',
    "' onfocus=alert(1) autofocus x='",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "`onerror=alert(1)`",
    "x onload=alert(1) x=",
    '"/><svg onload=alert(1)>',
)
_ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "javascript://example.lv/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    'http://example.lv/"onmouseover=alert(1) x="',
)
_CODE = (
    "{{ 7*7 }}{% import 'os' as os %}<script>alert(1)</script>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    '\\"};alert(1);//</script>',
    "';alert(1);//",
    "&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(1)</script>",
    "\u2028alert(1)//\u2029<script>alert(1)</script>",
)
PAYLOADS = (*_TEXT, *_ENDS, *_ATTRIBUTES, *_ADDRESSES, *_CODE)
