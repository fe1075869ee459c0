import os
def shot(page, name, settle=400):
    d=os.environ.get("SHOTS")
    if not d: return
    page.wait_for_timeout(settle)
    page.screenshot(path=f"{d}/{name}.png")
