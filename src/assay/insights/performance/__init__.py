"""How people work: what they handed in, how it was judged, why it came back, and how long it took (MQA 87)."""
