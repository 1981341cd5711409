# ruff: noqa: E501 - a pattern is read as one line
"""The wording of page noise: patterns that a whole line must match, letter case aside.

A line is compared with single spaces, straight apostrophes and no bullet. `ANYWHERE` holds what no
story says; `AT_EDGES` what is noise before the first and after the last paragraph only.
"""

import re

NETWORK = (
    r"(?:twitter|facebook|instagram|linkedin|youtube|pinterest|reddit|whatsapp|tumblr|snapchat|tiktok|telegram|"
    r"threads|bluesky|mastodon|flipboard|google ?\+|google news|apple news|messenger|x)"
)
NETWORKS = rf"{NETWORK}(?:(?:,? and |,? & |, |/| )(?:on )?{NETWORK})*"
PIECE = r"(?:article|story|page|post|video|column|gallery|report|item|link|entry|interview|podcast)"
LETTER = r"(?:newsletters?|e-?mails?|alerts?|updates|briefings?|digest|podcasts?|headlines|notifications|inbox)"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
DAY = (
    rf"(?:{WEEKDAY},? )?(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},?(?: \d{{4}})?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)"
)
ZONE = r"(?: ?\(?(?:[a-z]{1,2}[sd]?t|gmt|utc|local time|eastern|central|pacific)\)?)?"
CLOCK = rf"\d{{1,2}}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?{ZONE}|\d{{1,2}} ?[ap]\.?m\.?{ZONE}"
AGO = r"(?:an?|\d+|one|two|three) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago"
MOMENT = rf"(?:(?:{DAY})(?:,? ?(?:at |[-–—|·] ?)?(?:{CLOCK}))?|(?:{CLOCK})(?:,? ?(?:on |[-–—|·] ?)?(?:{DAY}))?|{AGO}|today|yesterday)"
HANDLE = r"@\w{2,30}"
SITE = r"(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk|news|example|info|io|tv)(?:/\S*)?)"
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

ADVERTS = (
    r"\(?\[?(?:advertise?ments?|ads?|adverts?|paid (?:post|content|advertisement)|sponsored(?: content| by .{1,40}| links?)?|promoted)\]?\)?(?:[-–—: ]+(?:(?:continue|keep|article|story|scroll)\b.{0,40}))?",
    rf"[-–—(\[ ]*(?:{PIECE}|text) continues (?:below|after|beneath|under)?.{{0,30}}",
    r"(?:continue|keep) reading(?: the main story| below| after the ad\w*| the rest)?\W*",
    r"scroll (?:down )?(?:for more|to continue|to read|below).{0,40}",
    r"skip (?:advertisement|ad|past .{1,40})",
)
BUTTON = (
    rf"(?:{NETWORK}|shares?|tweets?|e-?mail|print|pin(?: it)?|save|comments?|copy(?: link)?|link|sms|like|post|more|follow|plus|"
    r"on|via|this|article|story|\d++)"
)
SHARING = (
    rf"(?=.*\b(?:share|tweet|e-?mail|print|pin|like)\b)(?:{BUTTON}[ |·,/&+:]*){{2,16}}",
    rf"share(?: or comment on)?(?: this| the)?(?: {PIECE})?",
    rf"(?:read or |like and |please )?share (?:this|the) {PIECE}(?: (?:on|via|with) (?:{NETWORKS}|e-?mail|(?:your )?(?:friends|followers)(?: and \w+)?|others))?[:.!]?(?: {SITE})?",
    rf"(?:share|tweet|e-?mail|send|print|save|copy|pin|post)(?: (?:this|it|link|now))?(?: {PIECE})?(?: (?:on|to|via|by|with) (?:{NETWORKS}|a friend|e-?mail))?",
    r"(?:click (?:here )?to )?(?:share|print|e-?mail) (?:this|on|it).{0,20}\((?:opens in new window)\)",
)
FOLLOWING = (
    rf"(?:please |you can )?(?:also )?(?:follow|like|find|join|connect with|friend) (?:us|me|our team|the \w+(?: \w+){{0,3}}|{HANDLE}|[\w.'& -]{{2,40}}?),? (?:on|at|via) {NETWORKS}(?: {PIECE}| page)?(?:[:,]? (?:at )?(?:{HANDLE}|{SITE}))*(?:,? (?:and|or) .{{0,60}}|,? (?:for|to) .{{0,60}})?[.!]?",
    rf"(?:follow|tweet(?: at| to)?|connect with) (?:us|me|{HANDLE})(?:(?:,| and| or)* {HANDLE})*(?: for .{{1,50}})?[.!]?",
    rf"(?:on )?(?:twitter|facebook|instagram)(?: handle)?: ?(?:{HANDLE}|{SITE})",
)
LETTERS = (
    rf"(?:click here to )?(?:sign up|subscribe|register)(?: (?:now|today|here|free|below))?(?: (?:for|to|and|by)\b.{{0,70}}?\b{LETTER}\b.{{0,90}}|[.!]?)",
    r"(?:get|receive|want)\b.{0,80}\b(?:in your inbox|to your inbox|by e-?mail|our (?:free )?(?:daily |weekly |morning )?newsletter|delivered)\b.{0,60}",
    r"(?:please )?enter (?:your|a valid) e-?mail(?: address)?.{0,40}",
    r"(?:our|the|daily|weekly|morning|free|newsletter).{0,30}newsletters?(?: sign-?up)?",
    r"thank(?:s| you) for (?:subscribing|signing up|registering).{0,60}",
    r"(?:already|not) a (?:subscriber|member)\?.{0,60}",
    r"(?:support|help) (?:our|independent|local|quality) (?:journalism|reporting|news|work)\b.{0,80}",
    r"download (?:our|the) .{0,30}\bapp\b.{0,60}",
)
COMMENTING = (
    r"\(?(?:\d[\d,]*|no|view|show|see|read|hide|all|load|post|add|more)?(?: all| the| more)? ?comments?(?: ?[(\[]?\d[\d,]*[)\]]?| yet| section| below)?\)?",
    r"(?:leave|add|post|write|submit) (?:a|your) (?:reply|comments?|response)(?: below| here| cancel reply)?[.:]?(?: cancel reply)?",
    r"(?:please |you must be |you need to |you have to )?(?:be )?(?:log|sign|logged|signed) ?in(?: or (?:register|sign up|create an account|subscribe))? (?:to|if you want to) (?:post |leave |add |view |make |join |read )?(?:a |the |your )?(?:comments?|reply|discussion|conversation|vote).{0,40}",
    r"(?:you must be|you need to be|please be) (?:logged|signed) in .{0,60}",
    r"(?:join|start) the (?:conversation|discussion|debate)(?: below| here| on .{1,30})?[.:!]?",
    r"comments? (?:are|is|has been|have been) (?:now )?(?:closed|off|disabled|turned off|moderated).{0,60}",
    r"be the first to (?:comment|reply|review|share).{0,30}",
    r"(?:have your say\b.{0,80}|what do you think\?.{0,80})",
    r".{0,80}\b(?:tell us|let us know|share your \w+|sound off|weigh in|leave)\b.{0,60}\bcomments?\b(?: section)?(?: below)?\W*",
    r"(?:let us know|tell us|share your (?:thoughts|views|opinions?)|sound off|weigh in)\b.{0,40}\b(?:in the comments|below|comment section|on (?:twitter|facebook))\b.{0,40}",
    r"your e-?mail address will not be published.{0,60}",
    r"(?:reply|report (?:a typo|an error|abuse|this comment|this ad)|flag as .{1,20})",
    r"powered by (?:disqus|facebook|wordpress|livefyre|.{1,20} comments)",
)
POINTERS = (
    rf"(?:read|see|view|find|discover|learn|explore|watch)(?: (?:more|also|next|on))(?: (?:stories|news|articles|coverage|like this|here|below|now|about this|from .{{1,40}}|on {SITE}|at {SITE}))?\W*",
    rf"(?:read|see|get|watch|view|hear) the (?:full|entire|whole|original|complete|rest of the) .{{0,30}}{PIECE}.{{0,40}}?\b(?:here|at {SITE}|on {SITE}|online)\W*",
    r"(?:click|tap|go) here (?:to|for)\b.{0,80}",
    r"the post .{1,150} (?:appeared first on|first appeared on) .{1,60}",
    r"for (?:more|the latest|all the latest|breaking)\b.{0,80}\b(?:visit|follow|go to|click|sign up|download|see)\b.{0,80}",
    rf"(?:visit|go to) {SITE} for .{{0,80}}",
)
PICTURES = (
    r"(?:image|photo|picture|media|video) (?:copyright|credit|source)\b.{0,80}",
    r"(?:image|media|photo) caption\b.{0,200}",
    r"\(?(?:file )?(?:photo(?:graph)?s?|images?|pictures?|video|illustration|graphic)(?: ?: ?| by | courtesy (?:of )?|/).{1,60}[^.]\)?",
    r"\(?[\w.' -]{2,40} ?/ ?(?:[\w.' -]{2,30} ?/ ?)?(?:ap|afp|reuters|getty images|epa|upi|pa|shutterstock|istock(?:photo)?|alamy|bloomberg)\)?",
    r"\(?(?:[\w.' -]{2,40} ?/ ?)?(?:ap|afp|reuters|getty(?: images)?|epa|upi|pa|shutterstock|istock(?:photo)?|ap photo|the associated press|alamy|bloomberg)(?: photo| images| file photo| pool)?(?: ?/ ?[\w.' -]{2,40}| via (?:getty images|ap|reuters|afp))\)?",
    r"\(?(?:getty images|ap photo|shutterstock|afp photo|reuters photo|istockphoto|file photo)\)?",
    r"(?:media|audio|video) playback is (?:un|not )supported.{0,60}",
    r"(?:play|watch|pause|replay|load|close) (?:the )?(?:video|gallery|slideshow|this video)(?: above| below)?\W*",
    r"(?:click|tap|hover)(?: on)?(?: (?:the )?(?:image|photo|picture))? (?:to|for) (?:enlarge|expand|view|zoom|a larger).{0,40}",
    r"(?:view|see|launch|open|hide|show|more|full) (?:gallery|slideshow|photos|caption|image|images|all photos|fullscreen|full ?screen)(?: ?\(?\d*\)?)?",
    r"(?:(?:photo|image|picture|slide) )?\d+ (?:of|/) \d+",
    r"(?:toggle|hide|show) captions?",
    rf"a (?:photo|video|post) (?:posted|shared) by .{{1,80}} on {MOMENT}",
    r"courtesy (?:of )?[^.]{1,60}",
)
LEGAL = (
    r"(?:copyright|\(c\)|©)+ ?(?:©|\(c\)|copyright|&copy;)? ?(?:by )?\d{4}.{0,200}",
    r"©.{1,120}",
    r".{0,80}\ball rights reserved\b.{0,160}",
    r"this (?:material|article|story|content) may not be (?:published|reproduced|copied|reprinted|broadcast)\b.{0,120}",
    r"(?:reprinted|republished|used|reproduced) with permission\b.{0,80}",
    r"(?:this|our) (?:web ?)?site uses cookies\b.{0,200}",
    r"we (?:and our partners )?use cookies\b.{0,80}\b(?:site|experience|browser|traffic|content|policy|preferences|ads|advertis\w+|services?)\b.{0,120}",
    r"by (?:continuing|using|browsing|clicking|signing up|subscribing)\b.{0,120}\b(?:cookies?|terms|privacy)\b.{0,120}",
    r"(?:accept|reject|manage|allow|decline)(?: all)? cookies(?: settings)?|cookie (?:policy|settings|notice|preferences)",
    r"(?:privacy (?:policy|notice)|terms (?:of (?:use|service)|and conditions|& conditions))(?: ?[|·•/-] ?.{0,80})?",
)
TIMES = (
    rf"(?:(?:last|first|originally) )?(?:updated|modified|changed|published|posted|created|edited|filed|aired)(?: ?[:|])?(?: (?:on|at))? {MOMENT}(?: ?[|·•/,;-] ?(?:(?:last )?(?:updated|modified|published|posted)[: ]+)?{MOMENT})*(?: by .{{1,40}})?",
    r"(?:\d+|one|two|three|five) ?-?min(?:ute)?s?\.?(?: read| to read|'s read)|(?:estimated )?read(?:ing)? time:? ?.{1,20}",
)

ANYWHERE = (
    *ADVERTS, *SHARING, *FOLLOWING, *LETTERS, *COMMENTING, *POINTERS, *PICTURES, *LEGAL, *TIMES
)  # fmt: skip

AT_EDGES = (
    rf"{MOMENT}(?: ?[|·•-] ?.{{0,40}})?",
    r"(?:tags?|topics?|filed under|categories|category|keywords?|posted in|section|in this (?:article|story)|location|share)\s*[:|] ?.{0,160}[^.]",
    r"(?:home|menu|search|advertise with us|subscribe now|support us|log ?in|sign ?in|sign ?up|register|subscribe|print|e-?mail|tweet|share|save|close|next|previous|top|back|more|news|"
    r"loading|play|pause|mute|sponsored|trending|contact us|about us|help|faq|donate|top stories|latest news|site map|rss)[ .…]*",
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation|comments|search)",
    r"back to (?:top|home|the top|home ?page|article|news)",
    r"(?:next|previous|older|newer|prev) (?:article|story|post|page|entry)s?\b.{0,100}",
    r"home ?[>»/|›].{1,100}",
    r"(?:text|font) size\b.{0,30}",
    r"(?:listen to|print|download|e-?mail|save|bookmark|report|rate) this (?:article|story|page|post)\b.{0,40}",
    r"(?:this|a version of this|the) (?:article|story|post|column|piece|report|interview) (?:was |has been )?(?:originally |first )?(?:appeared|published|posted|ran|printed|syndicated|updated)\b.{0,160}",
    r"(?:source link|source: .{1,60}|via: .{1,40}|read in app|most (?:read|popular|viewed|shared|recent|commented)|load more.{0,20})",
    r"(?:send|e-?mail|submit|got|have)\b.{0,40}\b(?:tips?|corrections?|news tips?|story ideas?|a story)\b.{0,120}",
    r"(?:if you (?:see|spot|notice|find) (?:an? )?(?:error|mistake|typo)|spotted an? (?:error|mistake|typo))\b.{0,120}",
    rf"(?:(?:contact|e-?mail|reach|write to) .{{1,60}}?(?: at| via|:) )?(?:{MAIL}|{HANDLE}|{SITE})(?:[ ,|/;]+(?:or |and )?(?:{MAIL}|{HANDLE}|{SITE}|\(?\d{{3}}\)?[-. ]\d{{3}}[-. ]\d{{4}}))*\.?",
    rf"(?:.{{0,40}}\b)?{NETWORKS}(?: page)?",
    r"our standards: .{0,80}",
    r"(?:posted|filed|published) (?:in|under):? .{1,60}[^.]",
    r"contributing: .{1,80}",
    r"all [\d,]+ (?:news )?articles",
    r"(?:also|more|read more|related):?",
    r"\W+",
)  # fmt: skip

#: Opens a list of other stories; the lines after it, as long as they read like headlines, go too.
OPENERS = (
    r"(?:(?:more|other|latest|top|our|must|also|you may|you might|recommended|related|popular|trending|most|editors?'?s?'?|what to|up) )+"
    r"(?:stories|story|articles?|news|coverage|content|posts?|links?|videos?|reading|reads?|like|popular|viewed|shared|now|picks|also like|"
    r"be interested in|next|topics|for you|on this (?:story|topic)|from .{1,40}|on .{1,40}|in .{1,30}|headlines)(?: .{0,30})?:?",
    r"(?:related|recommended|trending|see also|also read|read also|more like this|don't miss|promoted stories|from (?:our partners|around the web)|around the web|"
    r"more from .{1,40}|more on .{1,40}|more in .{1,30}|you may also like|you might also like|read next|up next|sponsored stories|in case you missed it|most popular|most read|what others are reading)\W*",
)

#: Stands before another story's headline: "Read more: Town votes no".
LABEL = (
    r"(?:(?:read|see|watch|learn|hear|find out) (?:more|also|next|this)(?: (?:about|on|from|at) [\w' ]{1,30})?|(?:also|must) (?:read|see|watch)|"
    r"related(?: (?:story|stories|articles?|coverage|content|news|videos?|posts?|links?|reading))?|"
    r"more(?: (?:stories|news|coverage|from [\w' ]{1,30}|on [\w' ]{1,30}))?|recommended|recommended reading|don't miss|"
    r"in case you missed it|icymi|trending|further reading|previously|earlier|up next|next up|"
    r"watch|video|videos|photos|gallery|listen|slideshow|in pictures|opinion|analysis|live updates|editorial|explainer|read)"
)


def compile_lines(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that matches a whole line by any of several."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
